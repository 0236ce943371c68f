package dev.headrace.edge.index;

import dev.headrace.model.Frame;

/** Identifies the version of a record, to compare the index with Redis: the frame's version and ETag. */
record RecordVersion(long number, long etag) {

    static RecordVersion of(Frame frame) {
        return new RecordVersion(frame.version(), Long.parseUnsignedLong(frame.etag(), 16));
    }
}

package dev.headrace.edge.index;

import dev.headrace.model.Frame;

/** By which it is known whether the index has what Redis has: a frame's version and the bytes of its ETag. */
record RecordVersion(long number, long etag) {

    static RecordVersion of(Frame frame) {
        return new RecordVersion(frame.version(), Long.parseUnsignedLong(frame.etag(), 16));
    }
}

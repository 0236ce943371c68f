package dev.headrace.edge.live;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads of the index in tasks, whose failures are unchecked. */
@FunctionalInterface
interface LiveReads<T> {

    T read() throws IOException;

    static <T> T of(LiveReads<T> read) {
        try {
            return read.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

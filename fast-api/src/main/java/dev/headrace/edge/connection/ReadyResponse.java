package dev.headrace.edge.connection;

import java.nio.ByteBuffer;

/** A response that is sent without being handled. Used only on the I/O thread of its request. */
public interface ReadyResponse {

    /** Size in bytes. */
    int size();

    /** Puts all of it into a buffer that has room for it. */
    void put(ByteBuffer buffer);

    /** All of it in parts, each to be consumed. */
    ByteBuffer[] parts();

    /** It was sent, or the connection has failed. */
    void completed();
}

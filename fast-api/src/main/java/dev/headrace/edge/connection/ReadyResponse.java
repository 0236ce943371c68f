package dev.headrace.edge.connection;

import java.nio.ByteBuffer;

/** A response that is sent without being handled. Used only on the I/O thread of its request. */
public interface ReadyResponse {

    /** Status line, header and body; each is consumed. */
    ByteBuffer[] parts();

    /** It was sent, or the connection has failed. */
    void completed();
}

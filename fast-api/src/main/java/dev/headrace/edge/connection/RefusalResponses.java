package dev.headrace.edge.connection;

import java.nio.ByteBuffer;

/** Renders complete HTTP responses for refusals. */
@FunctionalInterface
public interface RefusalResponses {

    ByteBuffer of(Refusal refusal);
}

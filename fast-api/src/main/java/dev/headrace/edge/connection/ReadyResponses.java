package dev.headrace.edge.connection;

import org.jspecify.annotations.Nullable;

/** Responses that are ready to be sent. Methods are called on the I/O thread of the connection. */
public interface ReadyResponses {

    /**
     * The response to a request.
     *
     * @return null if the request has to be handled
     */
    @Nullable
    ReadyResponse to(OrdinaryGet request);

    /** A client is slow to take a response. */
    void delayed();

    /** A delayed response was sent, or its connection has failed. */
    void delayEnded();

    /** Every request is handled. */
    ReadyResponses NONE = new ReadyResponses() {

        @Override
        public @Nullable ReadyResponse to(OrdinaryGet request) {
            return null;
        }

        @Override
        public void delayed() {
            // never
        }

        @Override
        public void delayEnded() {
            // never
        }
    };
}

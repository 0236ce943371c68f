package dev.headrace.edge.http;

/**
 * For whom a representation was made. It decides what caches may do with the response, and it is part of every key under
 * which the edge itself keeps content.
 */
public sealed interface Audience {

    /** Everybody. */
    Audience PUBLIC = new Everybody();

    /** Whether the edge, and caches in front of it, may keep what was made for this audience. */
    boolean isShared();

    /** Everybody. */
    record Everybody() implements Audience {
        @Override
        public boolean isShared() {
            return true;
        }
    }

    /**
     * Whoever holds a preview token.
     *
     * @param tokenId the token's id, not the token
     */
    record Preview(String tokenId) implements Audience {
        @Override
        public boolean isShared() {
            return false;
        }
    }
}

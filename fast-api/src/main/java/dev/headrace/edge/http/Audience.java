package dev.headrace.edge.http;

/**
 * The audience of a representation. It determines the response's cache policy, and it is part of every key of the near
 * cache.
 */
public interface Audience {

    /** Everybody. */
    Audience PUBLIC = new Everybody();

    /** Whether the edge and shared caches may store responses for this audience. */
    boolean isShared();

    /** Everybody. */
    record Everybody() implements Audience {
        @Override
        public boolean isShared() {
            return true;
        }
    }
}

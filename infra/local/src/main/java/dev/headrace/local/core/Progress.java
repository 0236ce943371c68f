package dev.headrace.local.core;

/** Listens for progress. */
@FunctionalInterface
public interface Progress {

    void at(long done, long total);

    /** Called after the last update. */
    default void end() {}
}

package dev.headrace.local.core;

/** Is told how far something is. */
@FunctionalInterface
public interface Progress {

    void at(long done, long all);

    /** Nothing more follows. */
    default void end() {}
}

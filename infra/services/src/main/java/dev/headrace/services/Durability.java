package dev.headrace.services;

/** Durability of data that a server has confirmed. */
public enum Durability {
    /** Confirmed data survives process crashes and power loss. */
    DURABLE,
    /** Confirmed data survives process crashes only; faster, for tests. */
    DISPOSABLE
}

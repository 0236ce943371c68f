package dev.headrace.services;

/** What a server promises about data that it has confirmed. */
public enum Durability {
    /** Confirmed data outlives the process and the machine's power. */
    DURABLE,
    /** Confirmed data outlives the process only: for tests, which kill processes and want speed. */
    DISPOSABLE
}

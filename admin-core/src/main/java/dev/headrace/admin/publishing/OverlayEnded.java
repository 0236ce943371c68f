package dev.headrace.admin.publishing;

/** The documents of an overlay are live, in the current transaction. */
public record OverlayEnded(String overlay) {}

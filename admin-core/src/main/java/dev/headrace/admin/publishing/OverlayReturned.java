package dev.headrace.admin.publishing;

/**
 * Edges are about to serve former documents, in the current transaction, which must restore the publications that they were
 * rendered from, or fail.
 */
public record OverlayReturned(String overlay) {}

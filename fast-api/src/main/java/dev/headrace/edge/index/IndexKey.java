package dev.headrace.edge.index;

/** Identifies an index: the type and locale of its documents. */
public record IndexKey(String type, String locale) {}

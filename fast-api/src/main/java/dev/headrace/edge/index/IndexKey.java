package dev.headrace.edge.index;

/** A type in a locale: what one index has the documents of. */
public record IndexKey(String type, String locale) {}

package dev.headrace.edge.index;

/** A type in a locale: what one index has the documents of. */
public record Place(String type, String locale) {}

package dev.headrace.edge.lists;

/** A type in a locale: what one index has the documents of. */
record Place(String type, String locale) {}

package dev.headrace.admin.publishing;

import dev.headrace.admin.schema.ContentType;

/** A variant that was published or unpublished. */
public record ChangedVariant(ContentType type, DocumentKey key) {}

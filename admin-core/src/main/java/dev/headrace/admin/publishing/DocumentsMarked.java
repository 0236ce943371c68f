package dev.headrace.admin.publishing;

/** Documents were marked for rendering in the current transaction. */
public record DocumentsMarked() {}

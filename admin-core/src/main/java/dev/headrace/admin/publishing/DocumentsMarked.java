package dev.headrace.admin.publishing;

/** Documents were marked to be rendered, in the transaction that is under way. */
public record DocumentsMarked() {}

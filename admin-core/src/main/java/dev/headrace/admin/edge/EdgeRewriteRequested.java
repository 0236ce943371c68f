package dev.headrace.admin.edge;

/** All of Redis' contents are to be written again: each listener writes its own before the call returns. */
public record EdgeRewriteRequested() {}

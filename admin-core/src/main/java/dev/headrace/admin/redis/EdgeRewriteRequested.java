package dev.headrace.admin.redis;

/** All of Redis' contents are to be written again: each listener writes its own before the call returns. */
public record EdgeRewriteRequested() {}

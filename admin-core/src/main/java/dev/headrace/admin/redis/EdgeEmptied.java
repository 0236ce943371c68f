package dev.headrace.admin.redis;

/** Redis has lost some or all of its contents: each listener rewrites all of its state before the call returns. */
public record EdgeEmptied() {}

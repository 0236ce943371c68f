package dev.headrace.admin.publishing;

import java.time.Instant;

/**
 * Edges are about to serve an overlay, in the current transaction.
 *
 * @param at when it was announced to them
 */
public record OverlayShown(String overlay, Instant at) {}

package dev.headrace.edge.auth;

/**
 * A user.
 *
 * @param subject 1 to 128 visible ASCII characters
 */
public record Principal(String subject) {}

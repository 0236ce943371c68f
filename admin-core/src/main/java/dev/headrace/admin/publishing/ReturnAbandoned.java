package dev.headrace.admin.publishing;

/**
 * Readers get what is published, because the former publications could not be restored, in the current transaction.
 *
 * @param failure why they could not
 */
public record ReturnAbandoned(String overlay, RuntimeException failure) {}

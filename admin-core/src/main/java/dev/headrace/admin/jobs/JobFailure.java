package dev.headrace.admin.jobs;

/**
 * An item that a job could not process.
 *
 * @param item identifies the item, such as a path or an id
 */
public record JobFailure(String item, String message) {}

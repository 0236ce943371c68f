package dev.headrace.admin.jobs;

/**
 * One item that a job could not process.
 *
 * @param item names the item, such as a path or an id
 */
public record JobFailure(String item, String message) {}

package dev.headrace.testkit;

/**
 * Where a database is.
 *
 * @param jdbcUrl without credentials
 * @param user who may do everything in it
 * @param password the user's
 */
public record Database(String jdbcUrl, String user, String password) {}

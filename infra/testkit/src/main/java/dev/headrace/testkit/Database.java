package dev.headrace.testkit;

/**
 * Connection details of a database.
 *
 * @param jdbcUrl without credentials
 * @param user a user with all privileges
 * @param password the user's password
 */
public record Database(String jdbcUrl, String user, String password) {}

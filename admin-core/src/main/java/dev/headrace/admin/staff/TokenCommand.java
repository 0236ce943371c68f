package dev.headrace.admin.staff;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code token --staff EMAIL}: prints a new personal access token, for those who hold the keys to the database. */
public final class TokenCommand {

    private TokenCommand() {}

    /**
     * Runs the command without starting the core.
     *
     * @param environment gives {@code HEADRACE_DATABASE_URL}, {@code _USER} and {@code _PASSWORD}
     * @return the exit code
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.length != 3 || !arguments[1].equals("--staff")) {
            err.println("Usage: token --staff EMAIL");
            return 2;
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(environment.getOrDefault("HEADRACE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/headrace"));
        database.setUser(environment.getOrDefault("HEADRACE_DATABASE_USER", "headrace"));
        database.setPassword(environment.getOrDefault("HEADRACE_DATABASE_PASSWORD", ""));
        try {
            Optional<String> token = new AccessTokens(JdbcClient.create(database), Clock.systemUTC()).issue(
                    arguments[2],
                    "command line");
            if (token.isEmpty()) {
                err.println("There is nobody with the address " + arguments[2] + ".");
                return 1;
            }
            out.println(token.get());
            return 0;
        } catch (DataAccessException e) {
            Throwable cause = e.getMostSpecificCause();
            err.println("Cannot reach the database: " + (cause instanceof SQLException ? cause.getMessage() : cause));
            return 1;
        }
    }
}

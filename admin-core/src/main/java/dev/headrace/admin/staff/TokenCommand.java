package dev.headrace.admin.staff;

import dev.headrace.admin.access.Access;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.ActivityLog;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** {@code token --staff EMAIL}: prints a new personal access token, for operators who have the database password. */
public final class TokenCommand {

    private TokenCommand() {}

    /**
     * Runs the command without starting the core.
     *
     * @param environment provides {@code HEADRACE_DATABASE_URL}, {@code _USER} and {@code _PASSWORD}
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
            Optional<String> token = tokens(database).issue(arguments[2], "command line", Actor.system());
            if (token.isEmpty()) {
                err.println("No account has the email address " + arguments[2] + ".");
                return 1;
            }
            out.println(token.get());
            return 0;
        } catch (NestedRuntimeException e) {
            Throwable cause = e.getMostSpecificCause();
            err.println("Cannot reach the database: " + (cause instanceof SQLException ? cause.getMessage() : cause));
            return 1;
        }
    }

    private static AccessTokens tokens(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        return new AccessTokens(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)),
                new ActivityLog(jdbc, new JsonMapper(), new Actions(List.of(new TokenActions())), _ -> Access.NONE),
                Clock.systemUTC());
    }
}

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
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands for operators who have the database password, run without starting the core: {@code token --staff EMAIL}
 * prints a new personal access token, {@code password EMAIL} a new password.
 */
public final class OperatorCommand {

    private static final Set<String> NAMES = Set.of("token", "password");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog activity;

    private OperatorCommand(Map<String, String> environment) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(environment.getOrDefault("HEADRACE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/headrace"));
        database.setUser(environment.getOrDefault("HEADRACE_DATABASE_USER", "headrace"));
        database.setPassword(environment.getOrDefault("HEADRACE_DATABASE_PASSWORD", ""));
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        activity = new ActivityLog(jdbc, new JsonMapper(), new Actions(List.of(new TokenActions(), new StaffActions())),
                _ -> Access.NONE);
    }

    /** Whether the arguments of the core's process name such a command. */
    public static boolean isNamedBy(String[] arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /**
     * Runs a command.
     *
     * @param environment provides {@code HEADRACE_DATABASE_URL}, {@code _USER} and {@code _PASSWORD}
     * @return the exit code
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.length == 3 && arguments[0].equals("token") && arguments[1].equals("--staff")) {
            return print(() -> new OperatorCommand(environment).token(arguments[2]), arguments[2], out, err);
        }
        if (arguments.length == 2 && arguments[0].equals("password")) {
            return print(() -> new OperatorCommand(environment).password(arguments[1]), arguments[1], out, err);
        }
        err.println("Usage: token --staff EMAIL");
        err.println("       password EMAIL");
        return 2;
    }

    /** Makes a secret for a person; empty if nobody has the email address. */
    private interface Work {
        Optional<String> secret();
    }

    private static int print(Work work, String email, PrintStream out, PrintStream err) {
        try {
            Optional<String> secret = work.secret();
            secret.ifPresentOrElse(out::println,
                    () -> err.println("No account has the email address " + email + "."));
            return secret.isPresent() ? 0 : 1;
        } catch (NestedRuntimeException e) {
            Throwable cause = e.getMostSpecificCause();
            err.println("Cannot reach the database: " + (cause instanceof SQLException ? cause.getMessage() : cause));
            return 1;
        }
    }

    private Optional<String> token(String email) {
        return new AccessTokens(jdbc, transactions, activity, Clock.systemUTC()).issue(email, "command line",
                Actor.system());
    }

    private Optional<String> password(String email) {
        return new Passwords(jdbc, transactions, activity).replace(email, Actor.system());
    }
}

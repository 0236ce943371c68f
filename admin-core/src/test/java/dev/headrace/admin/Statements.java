package dev.headrace.admin;

import dev.headrace.testkit.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statements that a core runs, as PostgreSQL executed them: its module auto_explain sends the plan of each statement
 * with the number of rows that were read, as a warning. Add this class to the beans of a core.
 */
final class Statements implements BeanPostProcessor {

    private static final String PLAN = "plan:\n";
    private static final JsonMapper JSON = new JsonMapper();

    private final Queue<JsonNode> plans = new ConcurrentLinkedQueue<>();

    /** What one part of a statement read from one table. */
    record Read(String table, long rows, String statement) {}

    /** The URL of a database whose statements are explained. */
    static String explained(Database database) {
        String options = Stream
                .of("session_preload_libraries=auto_explain", "auto_explain.log_min_duration=0",
                        "auto_explain.log_analyze=on", "auto_explain.log_timing=off", "auto_explain.log_format=json",
                        "auto_explain.log_level=notice",
                        // As with tables that are so large that PostgreSQL would not read them whole.
                        "enable_seqscan=off")
                .map(option -> "-c " + option).reduce((a, b) -> a + " " + b).orElseThrow();
        return database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "options="
                + URLEncoder.encode(options, StandardCharsets.UTF_8);
    }

    /** The reads of all statements since the last call. */
    List<Read> reads() {
        List<Read> reads = new ArrayList<>();
        for (JsonNode plan = plans.poll(); plan != null; plan = plans.poll()) {
            add(plan.path("Plan"), plan.path("Query Text").stringValue(), reads);
        }
        return reads;
    }

    private static void add(JsonNode node, String statement, List<Read> reads) {
        if (node.has("Relation Name")) {
            double rows = node.path("Actual Rows").doubleValue() + removed(node, "Filter")
                    + removed(node, "Index Recheck");
            reads.add(new Read(node.path("Relation Name").stringValue(),
                    Math.round(rows * node.path("Actual Loops").doubleValue()), statement));
        }
        node.path("Plans").forEach(child -> add(child, statement, reads));
    }

    private static double removed(JsonNode node, String by) {
        return node.path("Rows Removed by " + by).doubleValue(0);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Explained(source) : bean;
    }

    private final class Explained extends DelegatingDataSource {

        Explained(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return proxy(Connection.class, super.getConnection());
        }

        private <T> T proxy(Class<T> type, T target) {
            InvocationHandler handler = (_, method, arguments) -> {
                if (target instanceof Statement statement && method.getName().equals("close")) {
                    collect(statement);
                }
                try {
                    Object result = method.invoke(target, arguments);
                    return result instanceof Statement statement && Statement.class.isAssignableFrom(
                            method.getReturnType()) ? statement(method.getReturnType(), statement) : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            };
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
        }

        private <T> T statement(Class<T> type, Statement statement) {
            return proxy(type, type.cast(statement));
        }

        private void collect(Statement statement) throws SQLException {
            SQLWarning warning = statement.isClosed() ? null : statement.getWarnings();
            for (; warning != null; warning = warning.getNextWarning()) {
                String message = Objects.requireNonNullElse(warning.getMessage(), "");
                int plan = message.indexOf(PLAN);
                if (plan >= 0) {
                    plans.add(JSON.readTree(message.substring(plan + PLAN.length())));
                }
            }
        }
    }
}

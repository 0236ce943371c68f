package dev.headrace.admin.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.upgrade.SampleContent.Made;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Creates the dump of a release for {@link UpgradeIT}. It runs only when selected explicitly, and needs the state's
 * name in {@code headrace.dump}; CONTRIBUTING.md has the command.
 */
class MakeDump {

    /** Tables of work that is done before the dump is made. */
    private static final Set<String> TRANSIENT = Set.of("types_to_mark", "dependents_to_mark");

    @Test
    void dumpCurrentState() throws SQLException, IOException {
        StoredDump dump = StoredDump.of(System.getProperty("headrace.dump"));
        assertThat(dump.exists()).as("%s exists; dumps of earlier states must not change", dump.folder()).isFalse();
        Database database = Backends.postgres().freshDatabase();
        Observations before;
        try (CoreUnderTest core = CoreUnderTest.on(database, Map.of())) {
            Made made = new SampleContent(core).make();
            before = Observations.of(core, made);
        }
        try (Connection connection = StoredDump.connect(database);
                Statement statement = connection.createStatement()) {
            assertThat(emptyTables(statement)).as("Tables without data; SampleContent must fill all others")
                    .isEqualTo(TRANSIENT);
            // Due once the dump is restored, but not before it is made.
            statement.execute("update job set due_at = created_at where state = 'waiting'");
            statement.execute("update scheduled_tasks set execution_time = now()");
        }
        dump.write(database, before);
    }

    private static Set<String> emptyTables(Statement statement) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery("""
                select relname from pg_class
                where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        Set<String> empty = new TreeSet<>();
        for (String table : tables) {
            try (ResultSet rows = statement.executeQuery("select exists (select from " + table + ")")) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    empty.add(table);
                }
            }
        }
        return empty;
    }
}

package dev.headrace.admin.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.upgrade.SampleContent.Made;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Creates the dump of a release for {@link UpgradeIT}. It runs only when selected explicitly, and needs the state's
 * name in {@code headrace.dump}; CONTRIBUTING.md has the command.
 */
class MakeDump {

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
            // Due once the dump is restored, but not before it is made.
            statement.execute("update job set due_at = created_at where state = 'waiting'");
            statement.execute("update scheduled_tasks set execution_time = now()");
        }
        dump.write(database, before);
    }
}

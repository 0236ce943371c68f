package dev.headrace.admin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The third migration: existing activities and jobs get the new columns. */
class SubjectsMigrationIT {

    private static final String BEFORE = Sql.load(SubjectsMigrationIT.class, "before_subjects.sql");

    @Test
    void existingActivitiesAndJobsSayWhatTheyWereAbout() {
        Database database = Backends.postgres().freshDatabase();
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        migrate(database, "2");
        BEFORE.lines().filter(line -> !line.isBlank()).forEach(statement -> jdbc.sql(statement).update());

        migrate(database, "3");

        assertThat(rows(jdbc, "select action || ' ' || subject_type || ' ' || subject_title from activity order by id"))
                .containsExactly("entry.create page Weir", "entry.edit page Wehr", "entry.trash page Wehr",
                        "entry.create page Gone", "entry.purge page Gone", null);
        assertThat(rows(jdbc, "select concat(about, ' ', payload) from job order by id"))
                .containsExactly("12 files {\"id\": \"7\"}", " \"about\"");
        assertThatThrownBy(() -> jdbc.sql("update activity set subject_title = 'x'").update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("append-only");
    }

    private static void migrate(Database database, String target) {
        Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password()).target(target).load()
                .migrate();
    }

    private static List<String> rows(JdbcClient jdbc, String query) {
        return jdbc.sql(query).query(String.class).list();
    }
}

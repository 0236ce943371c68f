package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PostgresBackendIT {

    @Test
    void isPostgres18() throws SQLException {
        assertThat(query(Backends.postgres().freshDatabase(), "SHOW server_version")).startsWith("18");
    }

    @Test
    void createsSeparateDatabases() throws SQLException {
        Database one = Backends.postgres().freshDatabase();
        Database two = Backends.postgres().freshDatabase();
        query(one, "CREATE TABLE mine AS SELECT 1; SELECT 1");

        assertThat(query(two, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'")).isEqualTo("0");
    }

    @Test
    @Tag("ends-servers")
    void keepsDataAndAddressAcrossARestart() throws SQLException {
        Database database = Backends.postgres().freshDatabase();
        query(database, "CREATE TABLE kept AS SELECT 7 AS value; SELECT 1");

        Backends.postgres().restart();

        assertThat(query(database, "SELECT value FROM kept")).isEqualTo("7");
    }

    @Test
    @Tag("ends-servers")
    void keepsDataAndAddressAcrossAKill() throws SQLException {
        Database database = Backends.postgres().freshDatabase();
        query(database, "CREATE TABLE kept AS SELECT 8 AS value; SELECT 1");

        Backends.postgres().kill();
        assertThatThrownBy(() -> query(database, "SELECT 1")).isInstanceOf(SQLException.class);
        Backends.postgres().start();

        assertThat(query(database, "SELECT value FROM kept")).isEqualTo("8");
    }

    @Test
    @Tag("ends-servers")
    void freshDatabaseStartsAStoppedServer() throws SQLException {
        Backends.postgres().stop();

        assertThat(query(Backends.postgres().freshDatabase(), "SELECT 1")).isEqualTo("1");
    }

    /** The last statement's first value. */
    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
                database.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}

package dev.headrace.admin.upgrade;

import dev.headrace.admin.database.Sql;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A plain SQL dump, like that of {@code pg_dump}, which the test servers do not include. The schema is the text of the
 * applied migrations, so that a dump preserves them.
 */
final class PlainDump {

    private static final String HEADER = "-- Made by MakeDump. All names, passwords and keys in it are made up.\n\n";
    private static final String HISTORY = Sql.load(PlainDump.class, "history.sql");
    private static final String PARTITIONS = Sql.load(PlainDump.class, "partitions.sql");
    private static final String TABLES = Sql.load(PlainDump.class, "tables.sql");
    private static final String SEQUENCES = Sql.load(PlainDump.class, "sequences.sql");
    private static final String END_OF_ROWS = "\\.";

    private PlainDump() {}

    /** Dumps a database that is not changed meanwhile. */
    static void write(Connection database, Writer out) throws SQLException, IOException {
        out.write(HEADER);
        for (String script : texts(database, "select script from flyway_schema_history order by installed_rank")) {
            out.write(Sql.load(PlainDump.class, "/db/migration/" + script));
        }
        out.write(HISTORY);
        writeLines(out, texts(database, PARTITIONS));
        CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
        for (String table : texts(database, TABLES)) {
            String name = table.substring(0, table.indexOf(' '));
            // Migrations insert rows, and triggers would insert others.
            out.write("\nalter table %1$s disable trigger user;\ndelete from %1$s;\n".formatted(name));
            out.write("copy " + table + " from stdin;\n");
            copies.copyOut("copy " + table + " to stdout", out);
            out.write(END_OF_ROWS + "\n");
            out.write("alter table %s enable trigger user;\n".formatted(name));
        }
        out.write("\n");
        writeLines(out, texts(database, SEQUENCES));
    }

    private static void writeLines(Writer out, List<String> lines) throws IOException {
        for (String line : lines) {
            out.write(line + "\n");
        }
    }

    private static List<String> texts(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** Restores into an empty database. */
    static void restore(Connection database, BufferedReader dump) throws SQLException, IOException {
        CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
        StringBuilder statements = new StringBuilder();
        for (String line = dump.readLine(); line != null; line = dump.readLine()) {
            if (line.toLowerCase(Locale.ROOT).matches("copy .* from stdin;")) {
                execute(database, statements);
                copies.copyIn(line.substring(0, line.length() - 1), new StringReader(rows(dump)));
            } else {
                statements.append(line).append('\n');
            }
        }
        execute(database, statements);
    }

    private static String rows(BufferedReader dump) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String row = dump.readLine(); !END_OF_ROWS.equals(row); row = dump.readLine()) {
            rows.append(Objects.requireNonNull(row, "the dump ends among rows")).append('\n');
        }
        return rows.toString();
    }

    private static void execute(Connection database, StringBuilder statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(statements.toString());
        }
        statements.setLength(0);
    }
}

package dev.headrace.admin.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.testkit.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database of an earlier state with the observations of its core: a folder of test resources, named after the
 * state.
 */
record StoredDump(Path folder) {

    private static final Path ALL = Path.of("src/test/resources/dumps");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static StoredDump of(String state) {
        return new StoredDump(ALL.resolve(state));
    }

    static List<StoredDump> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted().map(StoredDump::new).toList();
        } catch (IOException e) {
            throw new IllegalStateException("The dumps cannot be read.", e);
        }
    }

    boolean exists() {
        return Files.exists(folder);
    }

    void write(Database database, Observations before) throws IOException, SQLException {
        Files.createDirectories(folder);
        try (Connection connection = connect(database);
                Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(database())), UTF_8)) {
            PlainDump.write(connection, out);
        }
        Files.writeString(observations(), JSON.writeValueAsString(before) + "\n");
    }

    void restore(Database database) throws IOException, SQLException {
        try (Connection connection = connect(database);
                BufferedReader dump = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(database())), UTF_8))) {
            PlainDump.restore(connection, dump);
        }
    }

    /** Observations from before the dump. */
    Observations before() throws IOException {
        return JSON.readValue(Files.readString(observations()), Observations.class);
    }

    private Path database() {
        return folder.resolve("database.sql.gz");
    }

    private Path observations() {
        return folder.resolve("observations.json");
    }

    static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}

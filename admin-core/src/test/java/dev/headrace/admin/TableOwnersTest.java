package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md says which package owns each table, and which others use it. */
class TableOwnersTest {

    private static final Path ARCHITECTURE = Path.of("../docs/ARCHITECTURE.md");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final List<Path> SOURCES = List.of(Path.of("src/main/java/dev/headrace/admin"),
            Path.of("src/main/resources/dev/headrace/admin"));

    private static final Set<String> OF_LIBRARIES = Set.of("spring_session", "spring_session_attributes");
    private static final Pattern CREATED = Pattern.compile("create table (\\w+)");
    private static final Pattern USED = Pattern
            .compile("(?:\\b(?:from|join|into|update|using|table)\\s+(?:only\\s+)?|@Table\\(name = \")(\\w+)");
    // Statements may be put together from names. A name of one word is also a word of messages, paths and parameters.
    private static final Pattern NAMED = Pattern.compile("\"([a-z]+_\\w+)\"|formatted\\(\"(\\w+)\"");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|-- [^\\n]*", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (`.*`.*) \\|");
    private static final Pattern TABLE = Pattern.compile("`(\\w+)`(?: \\(([^)]*)\\))?");

    @Test
    void everyTableIsUsedAsDocumented() throws IOException {
        assertThat(documented(Files.readString(ARCHITECTURE))).isEqualTo(used());
    }

    @Test
    void anUndocumentedUseIsFound() throws IOException {
        String without = Files.readString(ARCHITECTURE).replace("`purged_entry` (projection)", "`purged_entry`");

        assertThat(documented(without)).isNotEqualTo(used());
    }

    @Test
    void aTableNamedInAStringIsFound() throws IOException {
        assertThat(tablesIn("""
                jdbc.sql("delete from %s".formatted("publication"));
                for (String table : List.of("entry_reference")) {
                    jdbc.sql("select 1 from\n    model").param("entry", id);
                }""", tables())).containsExactlyInAnyOrder("publication", "entry_reference", "model");
    }

    /** Packages by table, as the statements of each package use them. */
    private static Map<String, Set<String>> used() throws IOException {
        Set<String> tables = tables();
        Map<String, Set<String>> packages = new TreeMap<>();
        for (Path source : SOURCES) {
            for (Path file : files(source)) {
                String user = source.relativize(file).getName(0).toString();
                tablesIn(Files.readString(file), tables)
                        .forEach(table -> packages.computeIfAbsent(table, _ -> new TreeSet<>()).add(user));
            }
        }
        return packages;
    }

    private static Set<String> tablesIn(String source, Set<String> tables) {
        String code = COMMENT.matcher(source).replaceAll("");
        Stream<String> names = Stream.of(USED, NAMED).flatMap(pattern -> pattern.matcher(code).results())
                .flatMap(match -> IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group));
        return names.filter(Objects::nonNull).filter(tables::contains).collect(Collectors.toSet());
    }

    private static Set<String> tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path migration : files(MIGRATIONS)) {
            CREATED.matcher(Files.readString(migration)).results().forEach(table -> tables.add(table.group(1)));
        }
        tables.removeAll(OF_LIBRARIES);
        return tables;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Map<String, Set<String>> documented(String architecture) {
        String section = architecture.substring(architecture.indexOf("**Tables.**"),
                architecture.indexOf("**A change**"));
        Map<String, Set<String>> packages = new HashMap<>();
        ROW.matcher(section).results().forEach(row -> TABLE.matcher(row.group(2)).results().forEach(table -> {
            Set<String> users = table.group(2) == null
                    ? new TreeSet<>()
                    : Stream.of(table.group(2).split(", ")).collect(Collectors.toCollection(TreeSet::new));
            users.add(row.group(1));
            packages.put(table.group(1), users);
        }));
        return packages;
    }
}

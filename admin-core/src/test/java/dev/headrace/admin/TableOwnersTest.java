package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            .compile("(?:\\b(?:from|join|into|update|table) (?:only )?|@Table\\(name = \")(\\w+)");
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

    /** Packages by table, as the statements of each package use them. */
    private static Map<String, Set<String>> used() throws IOException {
        Set<String> tables = tables();
        Map<String, Set<String>> packages = new TreeMap<>();
        for (Path source : SOURCES) {
            for (Path file : files(source)) {
                Matcher use = USED.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
                while (use.find()) {
                    if (tables.contains(use.group(1))) {
                        packages.computeIfAbsent(use.group(1), _ -> new TreeSet<>())
                                .add(source.relativize(file).getName(0).toString());
                    }
                }
            }
        }
        return packages;
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

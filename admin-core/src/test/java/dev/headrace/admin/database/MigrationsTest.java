package dev.headrace.admin.database;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Migrations are never changed: {@code migrations.sha256} has the SHA-256 of each, in the format of {@code sha256sum}.
 */
class MigrationsTest {

    private static final String PINNED = Sql.load(MigrationsTest.class, "migrations.sha256");

    @Test
    void migrationsAreNeverChangedOrRemoved() {
        Map<String, String> present = present();

        pinned().forEach((file, hash) -> assertThat(present.get(file)).as(
                "%s was changed or removed, but there are databases that it has made."
                        + " Restore it, and make the change in a new migration.",
                file).isEqualTo(hash));
    }

    @Test
    void eachMigrationIsPinned() {
        Map<String, String> pinned = pinned();

        present().forEach((file, hash) -> assertThat(pinned)
                .as("%s is new; add this line to migrations.sha256:%n%s  %s%n", file, hash, file).containsKey(file));
    }

    private static Map<String, String> pinned() {
        return PINNED.lines().map(line -> line.split(" +", 2))
                .collect(toMap(parts -> parts[1], parts -> parts[0], (one, _) -> one, TreeMap::new));
    }

    private static Map<String, String> present() {
        try {
            Resource[] migrations = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*");
            return Arrays.stream(migrations)
                    .collect(toMap(Resource::getFilename, MigrationsTest::sha256, (one, _) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Resource file) {
        try {
            // Independent of the line endings that Git writes.
            String text = file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.headrace.admin.database;

import java.util.Arrays;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Migrates the database to this version's schema on startup. */
@Configuration
class Migrations {

    private static final MigrationVersion FIRST = MigrationVersion.fromVersion("1");

    @Bean
    FlywayMigrationStrategy upgrade() {
        return flyway -> {
            rejectOlderLayout(flyway);
            flyway.migrate();
        };
    }

    /**
     * The first migration was rewritten until the first release; the checksum of the applied one shows an older layout.
     */
    private static void rejectOlderLayout(Flyway flyway) {
        if (Arrays.stream(flyway.info().applied()).anyMatch(Migrations::isAnotherFirst)) {
            throw new OlderLayoutException();
        }
    }

    private static boolean isAnotherFirst(MigrationInfo migration) {
        return FIRST.equals(migration.getVersion())
                && !Objects.equals(migration.getAppliedChecksum(), migration.getResolvedChecksum());
    }
}

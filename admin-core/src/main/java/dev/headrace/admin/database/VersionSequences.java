package dev.headrace.admin.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sequences of versions that Redis compares with the ones it holds. A restored database would issue versions that Redis
 * has already seen, so its sequences must be raised.
 */
@Component
public class VersionSequences {

    private static final String RAISE = Sql.load(VersionSequences.class, "raise_sequence.sql");

    private final JdbcClient jdbc;

    VersionSequences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Raises a sequence above every value it has ever issued, including those issued after the backup was taken. */
    @Transactional
    public void raise(String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('raise ' || :name))").param("name", name).query().listOfRows();
        jdbc.sql(RAISE).param("name", name).query().listOfRows();
    }
}

package dev.headrace.admin.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sequences of versions that Redis compares with those that it has. A database that was restored gives out versions again
 * that Redis has from the time after; then a sequence must be raised.
 */
@Component
public class VersionSequences {

    private static final String RAISE = Sql.load(VersionSequences.class, "raise_sequence.sql");

    private final JdbcClient jdbc;

    VersionSequences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes what a sequence gives out from now on higher than all that it ever gave out, also in states of the database that
     * are lost.
     */
    @Transactional
    public void raise(String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('raise ' || :name))").param("name", name).query().listOfRows();
        jdbc.sql(RAISE).param("name", name).query().listOfRows();
    }
}

package dev.headrace.admin.projection;

import dev.headrace.admin.database.VersionSequences;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far the projection is with the documents that a rebuild has marked. A rebuild begins with a version: its marks are
 * higher, and a document is written again once the version that Redis has is higher.
 */
@Component
class RebuildProgress {

    private static final String REMAINING = " from projection where wanted > done and done <= :start and wanted > :start";
    private static final String FAILING = REMAINING
            + " and attempts >= :attempts and last_error is not null and leased_until > now()";
    // The attempts after that are at least eight seconds apart.
    private static final int FAILING_ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final VersionSequences sequences;

    RebuildProgress(JdbcClient jdbc, VersionSequences sequences) {
        this.jdbc = jdbc;
        this.sequences = sequences;
    }

    /** A document that cannot be rendered or written. */
    record Failing(String document, String error) {}

    /** A version higher than those of all marks so far, and than all that Redis may have. */
    @Transactional
    public long begin() {
        sequences.raise(Epochs.VERSIONS);
        return jdbc.sql("select nextval('projection_version')").query(Long.class).single();
    }

    long documents() {
        return jdbc.sql("select count(*) from projection").query(Long.class).single();
    }

    /** How many documents are marked and not written again. */
    long remaining(long start) {
        return jdbc.sql("select count(*)" + REMAINING).param("start", start).query(Long.class).single();
    }

    /** How many of them failed several times and wait for another attempt. */
    long countFailing(long start) {
        return jdbc.sql("select count(*)" + FAILING).param("start", start).param("attempts", FAILING_ATTEMPTS)
                .query(Long.class).single();
    }

    /** Some of these. */
    List<Failing> failing(long start, int limit) {
        return jdbc.sql("select type || ' ' || entry_id || ' (' || locale || ')' as document, last_error as error"
                + FAILING + " limit :limit").param("start", start).param("attempts", FAILING_ATTEMPTS)
                .param("limit", limit).query(Failing.class).list();
    }
}

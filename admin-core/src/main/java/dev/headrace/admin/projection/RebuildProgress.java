package dev.headrace.admin.projection;

import dev.headrace.admin.database.VersionSequences;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The progress of the projection of documents marked by a rebuild. A rebuild allocates a version at its start: the
 * versions of its marks are higher, and a document is done when its version in Redis is higher.
 */
@Component
class RebuildProgress {

    private static final String REMAINING = " from projection where wanted > done and done <= :start and wanted > :start";
    private static final String FAILING = REMAINING
            + " and attempts >= :attempts and last_error is not null and leased_until > now()";
    // Later attempts are at least eight seconds apart.
    private static final int FAILING_ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final VersionSequences sequences;

    RebuildProgress(JdbcClient jdbc, VersionSequences sequences) {
        this.jdbc = jdbc;
        this.sequences = sequences;
    }

    /** A document that cannot be rendered or written. */
    record Failing(String document, String error) {}

    /** Allocates a version that is higher than those of all existing marks and of all documents in Redis. */
    @Transactional
    public long begin() {
        sequences.raise(Epochs.VERSIONS);
        return jdbc.sql("select nextval('projection_version')").query(Long.class).single();
    }

    /** About how many documents exist. Counted once, by the job. */
    long documents() {
        return jdbc.sql("""
                select count(*) from projection p
                where exists (select from publication where publication.entry_id = p.entry_id)""").query(Long.class)
                .single();
    }

    /** The number of marked documents that are not rewritten yet. */
    long remaining(long start) {
        return jdbc.sql("select count(*)" + REMAINING).param("start", start).query(Long.class).single();
    }

    /** The number of remaining documents that have failed several times and wait for a retry. */
    long countFailing(long start) {
        return jdbc.sql("select count(*)" + FAILING).param("start", start).param("attempts", FAILING_ATTEMPTS)
                .query(Long.class).single();
    }

    /** The failing documents, up to a limit. */
    List<Failing> failing(long start, int limit) {
        return jdbc.sql("select type || ' ' || entry_id || ' (' || locale || ')' as document, last_error as error"
                + FAILING + " limit :limit").param("start", start).param("attempts", FAILING_ATTEMPTS)
                .param("limit", limit).query(Failing.class).list();
    }
}

package dev.headrace.admin.projection;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the projection is with the documents that a rebuild has marked. A rebuild begins with a version: its marks are
 * higher, and a document is written again once the version that Redis has is higher.
 */
@Component
class RebuildProgress {

    private static final String REMAINING = " from projection where wanted > done and done <= :start and wanted > :start";
    // The attempts after that are at least eight seconds apart.
    private static final int FAILING_ATTEMPTS = 3;

    private final JdbcClient jdbc;

    RebuildProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A document that cannot be rendered or written. */
    record Failing(String document, String error) {}

    /** A version higher than those of all marks so far. */
    long begin() {
        return jdbc.sql("select nextval('projection_version')").query(Long.class).single();
    }

    long documents() {
        return jdbc.sql("select count(*) from projection").query(Long.class).single();
    }

    /** How many documents are marked and not written again. */
    long remaining(long start) {
        return jdbc.sql("select count(*)" + REMAINING).param("start", start).query(Long.class).single();
    }

    /** Those of them that failed several times and wait for another attempt. */
    List<Failing> failing(long start, int limit) {
        return jdbc.sql("""
                select type || ' ' || entry_id || ' (' || locale || ')' as document, last_error as error""" + REMAINING
                + " and attempts >= :attempts and last_error is not null and leased_until > now() limit :limit")
                .param("start", start).param("attempts", FAILING_ATTEMPTS).param("limit", limit).query(Failing.class)
                .list();
    }
}

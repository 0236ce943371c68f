package dev.headrace.admin.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how far a published release is. */
@Component
class ReleaseProgress {

    private final JdbcClient jdbc;

    ReleaseProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The receipts of a release together.
     *
     * @param entries number of its receipts
     * @param dependents number of other documents that were rendered again
     * @param seenAt when all running edges served it; null until then
     * @param edges number of edges then
     * @param problem why a document cannot be rendered; null if there is no such document
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(int entries, int dependents, @Nullable Instant seenAt, @Nullable Integer edges,
            @Nullable String problem) {}

    Receipt of(UUID release) {
        return jdbc
                .sql("""
                        select count(*) as entries, coalesce(sum(receipt.dependents), 0) as dependents,
                            case when bool_and(receipt.edges is not null) then max(receipt.seen_at) end as seen_at,
                            case when bool_and(receipt.edges is not null) then min(receipt.edges) end as edges,
                            (select max(last_error) from projection
                                where overlay in (:own, :former) and wanted > done and last_error is not null) as problem
                        from release_item item join publish_receipt receipt on receipt.entry_id = item.entry_id
                            and receipt.locale = item.locale and receipt.projection = item.mark
                        where item.release_id = :release""")
                .param("release", release)
                .param("own", ReleaseOverlay.own(release)).param("former", ReleaseOverlay.former(release))
                .query((row, _) -> {
                    Timestamp seen = row.getTimestamp("seen_at");
                    return new Receipt(row.getInt("entries"), row.getInt("dependents"),
                            seen == null ? null : seen.toInstant(),
                            row.getObject("edges", Integer.class), row.getString("problem"));
                }).single();
    }

    /** The documents of the step in progress, and how many of them are not rendered yet. */
    record Documents(int all, int waiting) {}

    /** @param overlay of the step */
    Documents documents(String overlay) {
        return jdbc.sql("""
                select count(*) as "all", count(*) filter (where wanted > done) as waiting from projection
                where overlay = :overlay""").param("overlay", overlay).query(Documents.class).single();
    }
}

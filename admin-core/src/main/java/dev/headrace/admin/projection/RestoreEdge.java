package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.schema.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Marks documents that Redis has lost, in bounded batches. */
@Component
class RestoreEdge {

    private static final int BATCH = 500;
    private static final String KNOWN_TYPES = Sql.load(RestoreEdge.class, "known_types.sql");
    private static final String DONE_SINCE = Sql.load(RestoreEdge.class, "done_since.sql");

    private final JdbcClient jdbc;
    private final Types types;
    private final Marks marks;
    private final MarkTypes markTypes;

    RestoreEdge(JdbcClient jdbc, Types types, Marks marks, MarkTypes markTypes) {
        this.jdbc = jdbc;
        this.types = types;
        this.marks = marks;
        this.markTypes = markTypes;
    }

    /** A document and the time of its last write. */
    record Written(OffsetDateTime doneAt, UUID entryId, String locale) {

        /** A position before all documents written at or after a time. */
        static Written before(OffsetDateTime time) {
            return new Written(time, new UUID(0, 0), "");
        }
    }

    /** Requests marking of all documents that were ever published, including unpublished ones. */
    void requestAll() {
        markTypes.request(knownTypes());
    }

    /** The names of all current types and of former types with documents. */
    Set<String> knownTypes() {
        Set<String> all = new TreeSet<>(types.all().keySet());
        all.addAll(jdbc.sql(KNOWN_TYPES).query(String.class).list());
        return all;
    }

    /**
     * Marks the next documents that were written up to a time.
     *
     * @param after the last marked document
     * @return the marked documents; empty if there are no more
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Written> markWritten(Written after, OffsetDateTime until) {
        return mark(after, until);
    }

    /** Marks all documents written in a period, in the caller's transaction. */
    int markAllWritten(OffsetDateTime since, OffsetDateTime until) {
        int marked = 0;
        List<Written> batch;
        Written after = Written.before(since);
        do {
            batch = mark(after, until);
            marked += batch.size();
            after = batch.isEmpty() ? after : batch.getLast();
        } while (batch.size() == BATCH);
        return marked;
    }

    private List<Written> mark(Written after, OffsetDateTime until) {
        List<Written> batch = jdbc.sql(DONE_SINCE).param("until", until).param("afterTime", after.doneAt)
                .param("afterEntry", after.entryId).param("afterLocale", after.locale).param("limit", BATCH)
                .query(Written.class).list();
        marks.markAgain(batch.stream().map(written -> new DocumentKey(written.entryId, written.locale)).toList(),
                RenderPriority.BACKGROUND, null);
        return batch;
    }
}

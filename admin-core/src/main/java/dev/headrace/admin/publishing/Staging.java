package dev.headrace.admin.publishing;

import dev.headrace.admin.database.Sql;
import dev.headrace.model.StreamPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Documents that readers get in one step: they are rendered into an overlay, see {@link dev.headrace.model.Overlay}, which
 * edges serve from one moment on. At most one step is in progress; the states are those of the table {@code staging}.
 */
@Component
public class Staging {

    private static final String FORMER = "-former";
    private static final String END = Sql.load(Staging.class, "end_staging.sql");
    private static final String RENDERED_SINCE = Sql.load(Staging.class, "rendered_since.sql");
    private static final int BATCH = 5_000;
    private static final String COLUMNS = "select overlay, state, announced_millis, announced_sequence from staging";

    private final JdbcClient jdbc;
    private final Clock clock;

    Staging(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The overlay that keeps what an overlay has replaced, for a while. */
    public static String former(String overlay) {
        return overlay + FORMER;
    }

    /** The overlay that this one keeps what was replaced of; empty if it is not of that kind. */
    public static Optional<String> formerOf(String overlay) {
        return overlay.endsWith(FORMER)
                ? Optional.of(overlay.substring(0, overlay.length() - FORMER.length()))
                : Optional.empty();
    }

    /** How far a step is. */
    public enum State {
        /** Staged documents are rendered into the overlay. */
        rendering,
        /** All are. */
        beginning,
        /** The overlay is announced to the edges. */
        showing,
        /** All edges serve the overlay; its frames replace the live ones. Staged documents are rendered as all others. */
        folding,
        /** The documents of an overlay with former frames are staged, before edges serve it again. */
        returning,
        /** It is announced to the edges. */
        restoring,
        /** All edges serve the former frames until the documents are rendered again. */
        settling
    }

    /**
     * A step in progress.
     *
     * @param announced the position of the overlay's announcement; null before it
     */
    public record Current(String overlay, State state, @Nullable StreamPosition announced) {

        /** Whether documents that are rendered now must not become visible before others. */
        public boolean withholds() {
            return state != State.folding && state != State.settling;
        }
    }

    /** The step in progress. */
    public Optional<Current> current() {
        return jdbc.sql(COLUMNS).query(Staging::step).optional();
    }

    /** Like {@link #current}; it keeps its state until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Current> lockShared() {
        return jdbc.sql(COLUMNS + " for share").query(Staging::step).optional();
    }

    /** Like {@link #current}; empty if another transaction advances it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Current> lock() {
        return jdbc.sql(COLUMNS + " for update skip locked").query(Staging::step).optional();
    }

    private static Current step(ResultSet row, int number) throws SQLException {
        long millis = row.getLong("announced_millis");
        StreamPosition announced = row.wasNull() ? null : new StreamPosition(millis, row.getLong("announced_sequence"));
        return new Current(row.getString("overlay"), State.valueOf(row.getString("state")), announced);
    }

    /**
     * Begins a step, in the caller's transaction.
     *
     * @throws StagingInProgressException if another one is in progress
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(String overlay, State state) {
        int added = jdbc.sql("""
                insert into staging (overlay, state, started_at) values (:overlay, :state, :now)
                on conflict (only_row) do nothing""").param("overlay", overlay).param("state", state.name())
                .param("now", Timestamp.from(clock.instant())).update();
        if (added == 0) {
            throw new StagingInProgressException();
        }
    }

    /** Changes the state of the locked step. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void advance(State state, @Nullable StreamPosition announced) {
        jdbc.sql("""
                update staging set state = :state, announced_millis = :millis::bigint,
                    announced_sequence = :sequence::bigint""").param("state", state.name())
                .param("millis", announced == null ? null : announced.millis())
                .param("sequence", announced == null ? null : announced.sequence()).update();
    }

    /** Ends the locked step. If Redis loses its latest writes, the documents are among those that are written again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Current step) {
        // Without those that are being processed, which may be after rows of documents in lock order.
        jdbc.sql("""
                update dependents_to_mark set overlay = null where ctid = any (array(
                    select ctid from dependents_to_mark where overlay = :overlay for update skip locked))""")
                .param("overlay", step.overlay()).update();
        int ended;
        do {
            ended = jdbc.sql(END).param("overlay", step.overlay()).param("batch", BATCH).update();
        } while (ended == BATCH);
        jdbc.sql("delete from staging").update();
    }

    /**
     * Whether readers get all former documents by the switch to an overlay that has kept them: none of them has been rendered
     * since, except those that were published, nor any document that shows one of them.
     *
     * @param kept the documents with the versions of what replaced them; all of them are staged
     */
    public boolean isSwitchable(Current step, Map<DocumentKey, Long> kept) {
        long newest = kept.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<DocumentKey> keys = List.copyOf(kept.keySet());
        return !kept.isEmpty() && !DocumentKey.bind(jdbc.sql(RENDERED_SINCE), keys)
                .param("versions", keys.stream().map(kept::get).toArray(Long[]::new)).param("newest", newest)
                .param("overlay", step.overlay()).query(Boolean.class).single();
    }

    /** Whether all documents of a step are rendered, and all that they affect. */
    public boolean isRendered(Current step) {
        return !jdbc.sql("""
                select exists (select from projection where overlay = :overlay and wanted > done)
                    or exists (select from dependents_to_mark where overlay = :overlay)""")
                .param("overlay", step.overlay()).query(Boolean.class).single();
    }

    /** Documents with the versions that were written. */
    public record Written(DocumentKey key, long version) {}

    /** The documents of a step. */
    public List<Written> documents(Current step) {
        return jdbc.sql("select entry_id, locale, done from projection where overlay = :overlay")
                .param("overlay", step.overlay())
                .query((row, _) -> new Written(DocumentKey.of(row), row.getLong("done"))).list();
    }

    /** Stages more documents of a step, whose rows the caller has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Current step, Collection<DocumentKey> documents) {
        DocumentKey.bind(jdbc.sql("""
                update projection set overlay = :overlay
                where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))"""), documents)
                .param("overlay", step.overlay()).update();
    }
}

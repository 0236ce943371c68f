package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.web.NotFoundException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Purges entries when their time in the trash is over, even if others refer to them: the person who trashed them was
 * warned of the references.
 */
@Component
class EmptyTrash {

    private static final Logger log = LoggerFactory.getLogger(EmptyTrash.class);
    private static final int BATCH = 100;

    private final EntrySelect select;
    private final PurgeEntries purge;
    private final TrashSettings settings;
    private final Clock clock;

    EmptyTrash(EntrySelect select, PurgeEntries purge, TrashSettings settings, Clock clock) {
        this.select = select;
        this.purge = purge;
        this.settings = settings;
        this.clock = clock;
    }

    /** An entry in the trash. */
    private record Trashed(UUID id, Instant at, String type) {}

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            long purged = purgeExpired();
            log.debug("Purged {} entries that were trashed more than {} ago", purged, settings.retention());
        } catch (RuntimeException e) {
            log.warn("Emptying the trash failed; next attempt in an hour: {}", e.toString());
        }
    }

    /** Purges in batches, each in its own transaction, so that a failed one does not affect the others. */
    long purgeExpired() {
        Instant limit = clock.instant().minus(settings.retention());
        Trashed last = new Trashed(new UUID(0, 0), Instant.EPOCH, "");
        List<Trashed> batch = after(last, limit);
        long purged = 0;
        while (!batch.isEmpty()) {
            purged += batch.stream().collect(Collectors.groupingBy(Trashed::type)).entrySet().stream()
                    .mapToInt(this::purge).sum();
            batch = after(batch.getLast(), limit);
        }
        return purged;
    }

    private int purge(Map.Entry<String, List<Trashed>> ofType) {
        try {
            purge.purge(ofType.getKey(), ofType.getValue().stream().map(Trashed::id).toList(), true, Actor.system());
            return ofType.getValue().size();
        } catch (NotFoundException e) {
            log.debug("Already purged by another core: {}", e.getMessage());
            return 0;
        } catch (RuntimeException e) {
            log.warn("Purging {} entries of the type '{}' failed; next attempt in an hour: {}",
                    ofType.getValue().size(),
                    ofType.getKey(), e.toString());
            return 0;
        }
    }

    private List<Trashed> after(Trashed last, Instant limit) {
        return select.by(Actor.system()).and("e.trashed_at < :limit").and("(e.trashed_at, e.id) > (:at, :id)")
                .param("limit", Timestamp.from(limit)).param("at", Timestamp.from(last.at())).param("id", last.id())
                .param("batch", BATCH)
                .list("distinct e.trashed_at, e.id, (select name from content_type t where t.id = e.type_id) as type",
                        "order by e.trashed_at, e.id limit :batch",
                        (row, _) -> new Trashed(row.getObject("id", UUID.class),
                                row.getTimestamp("trashed_at").toInstant(), row.getString("type")));
    }
}

package dev.headrace.admin.publishing;

import dev.headrace.admin.audit.AuditTrail;
import dev.headrace.admin.content.Entries;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an entry back from the public; its draft stays. */
@Service
public class Unpublish {

    private final Types types;
    private final Entries entries;
    private final UniqueValues unique;
    private final Publications publications;
    private final Projections projections;
    private final Receipts receipts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Unpublish(Types types, Entries entries, UniqueValues unique, Publications publications, Projections projections,
            Receipts receipts, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.types = types;
        this.entries = entries;
        this.unique = unique;
        this.publications = publications;
        this.projections = projections;
        this.receipts = receipts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes an entry back.
     *
     * @param expectedVersion the version that the caller has read; null if it does not matter
     * @return the mark under which the receipt is found
     * @throws RefusedException if it is not published
     */
    @Transactional
    public long unpublish(String type, UUID id, @Nullable Integer expectedVersion, Actor actor) {
        types.hold();
        Entry entry = entries.lock(id, type)
                .orElseThrow(() -> new NotFoundException("There is no " + type + " with the id " + id + "."));
        entry.mustHaveVersion(expectedVersion);
        int version = entry.publishedVersion()
                .orElseThrow(() -> new RefusedException("The entry is not published."));
        Instant now = clock.instant();
        entry.markUnpublished(now);
        entries.saveAndFlush(entry);
        unique.releaseFromPublication(id);
        publications.remove(id);
        long mark = projections.mark(id, type);
        projections.markDependentsLater(id, mark);
        receipts.open(id, mark, "unpublish", version, now);
        audit.record(actor.name(), "entry.unpublish", "entry:" + id, "version " + version);
        events.publishEvent(new DocumentsMarked());
        return mark;
    }
}

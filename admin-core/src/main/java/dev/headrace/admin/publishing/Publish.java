package dev.headrace.admin.publishing;

import dev.headrace.admin.audit.AuditTrail;
import dev.headrace.admin.content.Entries;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.EntryChecks;
import dev.headrace.admin.content.References;
import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes an entry's draft public. */
@Service
public class Publish {

    private final Types types;
    private final Entries entries;
    private final EntryChecks checks;
    private final UniqueValues unique;
    private final Publications publications;
    private final Projections projections;
    private final Receipts receipts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Publish(Types types, Entries entries, EntryChecks checks, UniqueValues unique, Publications publications,
            Projections projections, Receipts receipts, AuditTrail audit, ApplicationEventPublisher events,
            Clock clock) {
        this.types = types;
        this.entries = entries;
        this.checks = checks;
        this.unique = unique;
        this.publications = publications;
        this.projections = projections;
        this.receipts = receipts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Publishes the present draft.
     *
     * @param expectedVersion the version that the caller has read; null if it does not matter
     * @return the mark under which the receipt is found
     * @throws dev.headrace.admin.web.InvalidInputException naming each required field that is empty
     */
    @Transactional
    public long publish(String typeName, UUID id, @Nullable Integer expectedVersion, Actor actor) {
        types.hold();
        ContentType type = types.get(typeName);
        Entry entry = entries.lock(id, typeName)
                .orElseThrow(() -> new NotFoundException("There is no " + typeName + " with the id " + id + "."));
        entry.mustHaveVersion(expectedVersion);
        checks.checkComplete(type, entry.fields());
        Instant now = clock.instant();
        entry.markPublished(now);
        entries.saveAndFlush(entry);
        unique.keepForPublication(id);
        publications.put(entry, References.ids(type, entry.fields()), actor.name(), now);
        long mark = projections.mark(id, typeName);
        projections.markDependentsLater(id, mark);
        receipts.open(id, mark, "publish", entry.version(), now);
        audit.record(actor.name(), "entry.publish", "entry:" + id, "version " + entry.version());
        events.publishEvent(new DocumentsMarked());
        return mark;
    }
}

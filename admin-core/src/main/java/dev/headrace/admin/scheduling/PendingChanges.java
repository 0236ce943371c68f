package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.ChangedVariant;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.scheduling.ScheduleLists.Line;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pending changes with their locked variants, and what else must know about them. */
@Component
class PendingChanges {

    private final Types types;
    private final LockEntries lock;
    private final ScheduleLists lists;
    private final ScheduledChanges changes;
    private final Marks marks;

    PendingChanges(Types types, LockEntries lock, ScheduleLists lists, ScheduledChanges changes, Marks marks) {
        this.types = types;
        this.lock = lock;
        this.lists = lists;
        this.changes = changes;
        this.marks = marks;
    }

    /** A change whose entry is locked. */
    record Pending(ScheduledChange change, ContentType type, Variant variant) {}

    /**
     * Locks the entry of a change.
     *
     * @throws NotFoundException if there is no such change, or the actor may not see its entry
     * @throws RefusedException if it is not pending
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Pending lock(UUID id, Actor actor) {
        return find(id, actor).orElseThrow(() -> new RefusedException("The scheduled change has ended."));
    }

    /**
     * Like {@link #lock}, but empty if it is not pending.
     *
     * @throws NotFoundException if there is no such change, or the actor may not see its entry
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Pending> find(UUID id, Actor actor) {
        Line line = lists.get(id, actor);
        Model model = types.lockShared();
        ContentType type = model.type(line.entry().type());
        if (!model.locales().has(line.change().locale())) {
            throw ScheduleLists.notFound(id);
        }
        Entry entry = lock.one(type, line.change().entryId(), actor);
        return changes.find(id).filter(change -> change.state() == State.pending)
                .map(change -> new Pending(change, type, entry.variant(change.locale()).orElseThrow()));
    }

    /**
     * After a change of a variant was added, moved or ended: its status, and the time until which caches may keep its
     * documents, follow. A transaction may call this once, see {@link Marks}.
     *
     * @param variant of a locked entry
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(ContentType type, Variant variant) {
        noteNextPublication(variant);
        // Also if it is not published: documents that refer to it will contain it.
        marks.markScheduled(types.model(),
                List.of(new ChangedVariant(type, new DocumentKey(variant.entry().id(), variant.locale()))),
                RenderPriority.URGENT);
    }

    /** Sets the time of the next publication of a variant, for its status. */
    void noteNextPublication(Variant variant) {
        variant.markScheduled(changes.pending(variant).stream().filter(ScheduledChange::isPublication)
                .map(ScheduledChange::dueAt).findFirst().orElse(null));
    }
}

package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes a set of revisions, all of them or none.
 *
 * <p>Values shared by all locales are published in every locale in which the entry is published.
 */
@Service
public class Publish {

    private final ChangePublications changes;
    private final RecordPublications activities;

    Publish(ChangePublications changes, RecordPublications activities) {
        this.changes = changes;
        this.activities = activities;
    }

    /**
     * Publishes the current draft of one variant, for somebody who waits for it.
     *
     * @return the mark that identifies the receipt
     * @see #publish
     */
    @Transactional
    public long one(String type, UUID id, String locale, ExpectedVersion expected, Actor actor) {
        return publish(List.of(Put.draft(type, id, locale, expected)), RenderPriority.URGENT, actor).values()
                .iterator().next();
    }

    /**
     * Publishes revisions, at most one of each variant.
     *
     * @param priority of their documents
     * @return the marks that identify the receipts of these variants; other locales whose shared values changed have
     *     receipts, too
     * @throws InvalidInputException naming each missing or invalid value
     * @throws NotFoundException if an entry, a locale or a revision does not exist, or the actor may not see the entry
     * @throws RefusedException if an entry is in the trash
     * @throws dev.headrace.admin.web.ConflictException if a draft has a different version
     */
    @Transactional
    public Map<DocumentKey, Long> publish(Collection<Put> revisions, RenderPriority priority, Actor actor) {
        actor.require(Permission.publishContent);
        return publish(changes.prepare(revisions, actor), priority, actor);
    }

    /**
     * Checks whether revisions could be published now, and locks their entries.
     *
     * @return their variants
     * @see #publish
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Variant> check(Collection<Put> revisions, Actor actor) {
        actor.require(Permission.publishContent);
        ChangeSet set = changes.prepare(revisions, actor);
        set.mustBeComplete();
        return set.puts().stream().map(NewPublication::variant).toList();
    }

    /** Publishes a set without removals, after the caller has checked the permission. */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<DocumentKey, Long> publish(ChangeSet set, RenderPriority priority, Actor actor) {
        activities.record(set, actor);
        return changes.apply(set, priority);
    }
}

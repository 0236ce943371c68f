package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.UnpublishBeforeTrash;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Unpublishes a set of variants, all of them or none; their drafts remain. */
@Service
public class Unpublish implements UnpublishBeforeTrash {

    private final Types types;
    private final ChangePublications changes;
    private final Endings endings;
    private final Replacements replacements;
    private final RecordPublications activities;

    Unpublish(Types types, ChangePublications changes, Endings endings, Replacements replacements,
            RecordPublications activities) {
        this.types = types;
        this.changes = changes;
        this.endings = endings;
        this.replacements = replacements;
        this.activities = activities;
    }

    /**
     * Unpublishes one variant, for somebody who waits for it.
     *
     * @return the mark that identifies the receipt
     * @see #now
     */
    @Transactional
    public long one(Remove target, Actor actor) {
        return now(List.of(target), actor).values().iterator().next();
    }

    /**
     * Unpublishes variants of one entry, for somebody who waits for it.
     *
     * @return the marks that identify the receipts
     * @throws dev.headrace.admin.web.InvalidInputException if the entry that replaces it is not published
     * @see #unpublish
     */
    @Transactional
    public Map<DocumentKey, Long> now(Collection<Remove> targets, Actor actor) {
        targets.forEach(each -> replacements.mustBePublished(each.ending(), each.id(), each.locale(), actor));
        return unpublish(targets, RenderPriority.URGENT, actor);
    }

    /**
     * Unpublishes variants.
     *
     * @param priority of their documents
     * @return the marks that identify the receipts
     * @throws NotFoundException if an entry or a locale does not exist, or the actor may not see the entry
     * @throws RefusedException if one of them is not published
     * @throws dev.headrace.admin.web.ConflictException if a draft has a different version
     */
    @Transactional
    public Map<DocumentKey, Long> unpublish(Collection<Remove> targets, RenderPriority priority, Actor actor) {
        actor.require(Permission.publishContent);
        return unpublish(changes.prepare(targets, actor), priority, actor);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void unpublishAll(Collection<Entry> entries, Actor actor) {
        Model model = types.model();
        Map<UUID, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        List<ChangedVariant> lapsed = endings.of(entries).stream()
                .map(key -> new ChangedVariant(
                        model.byId(Optional.ofNullable(byId.get(key.entryId())).orElseThrow().typeId()).orElseThrow(),
                        key))
                .toList();
        List<Removal> removals = entries.stream().flatMap(entry -> entry.variants().values().stream())
                .filter(variant -> variant.publishedVersion().isPresent())
                .map(variant -> Removal.of(model.byId(variant.entry().typeId()).orElseThrow(), variant,
                        Ending.notFound()))
                .toList();
        List<ChangedVariant> others = Stream.concat(lapsed.stream(), scheduled(model, entries)).distinct().toList();
        if (!removals.isEmpty() || !others.isEmpty()) {
            unpublish(ChangeSet.removals(model, removals, others), RenderPriority.URGENT, actor);
        }
    }

    /** Unpublished variants whose publication is scheduled: documents that refer to them have its time. */
    private static Stream<ChangedVariant> scheduled(Model model, Collection<Entry> entries) {
        return entries.stream().flatMap(entry -> entry.variants().values().stream())
                .filter(variant -> variant.publishedVersion().isEmpty() && variant.scheduledAt().isPresent())
                .map(variant -> new ChangedVariant(model.byId(variant.entry().typeId()).orElseThrow(),
                        new DocumentKey(variant.entry().id(), variant.locale())));
    }

    private Map<DocumentKey, Long> unpublish(ChangeSet set, RenderPriority priority, Actor actor) {
        activities.record(set, actor);
        return changes.apply(set, priority);
    }
}

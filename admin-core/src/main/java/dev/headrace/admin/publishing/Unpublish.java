package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.UnpublishBeforeTrash;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Unpublishes a set of variants, all of them or none; their drafts remain. */
@Service
public class Unpublish implements UnpublishBeforeTrash {

    private final Types types;
    private final ChangePublications changes;
    private final ActivityLog activity;

    Unpublish(Types types, ChangePublications changes, ActivityLog activity) {
        this.types = types;
        this.changes = changes;
        this.activity = activity;
    }

    /**
     * Unpublishes one variant, for somebody who waits for it.
     *
     * @return the mark that identifies the receipt
     * @see #unpublish
     */
    @Transactional
    public long one(String type, UUID id, String locale, ExpectedVersion expected, Actor actor) {
        return unpublish(List.of(new Remove(type, id, locale, expected)), RenderPriority.URGENT, actor).values()
                .iterator().next();
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
        List<Removal> removals = entries.stream().flatMap(entry -> entry.variants().values().stream())
                .filter(variant -> variant.publishedVersion().isPresent())
                .map(variant -> Removal.of(model.byId(variant.entry().typeId()).orElseThrow(), variant)).toList();
        if (!removals.isEmpty()) {
            unpublish(new ChangeSet(model, List.of(), removals, Map.of(), new LinkedHashMap<>()),
                    RenderPriority.URGENT, actor);
        }
    }

    private Map<DocumentKey, Long> unpublish(ChangeSet set, RenderPriority priority, Actor actor) {
        set.removals().forEach(each -> activity.record(actor, PublishingActions.UNPUBLISH,
                each.variant().subject(each.type()),
                JsonNodeFactory.instance.objectNode().put("version", each.number()), null));
        return changes.apply(set, priority);
    }
}

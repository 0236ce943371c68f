package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.content.UnpublishBeforeTrash;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Unpublishes a set of variants, all of them or none; their drafts remain. */
@Service
public class Unpublish implements UnpublishBeforeTrash {

    private final Types types;
    private final LockEntries lock;
    private final UniqueValues unique;
    private final Publications publications;
    private final Marks marks;
    private final Receipts receipts;
    private final ActivityLog activity;
    private final EntityManager entities;
    private final Clock clock;

    Unpublish(Types types, LockEntries lock, UniqueValues unique, Publications publications, Marks marks,
            Receipts receipts, ActivityLog activity, EntityManager entities, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.unique = unique;
        this.publications = publications;
        this.marks = marks;
        this.receipts = receipts;
        this.activity = activity;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * A document to unpublish.
     *
     * @param type the type's name
     * @param expected the expected version of the draft
     */
    public record Target(String type, UUID id, String locale, ExpectedVersion expected) {}

    /**
     * Unpublishes one variant.
     *
     * @return the mark that identifies the receipt
     * @see #unpublish
     */
    @Transactional
    public long one(String type, UUID id, String locale, ExpectedVersion expected, Actor actor) {
        return unpublish(List.of(new Target(type, id, locale, expected)), actor).values().iterator().next();
    }

    /**
     * Unpublishes variants.
     *
     * @return the marks that identify the receipts
     * @throws NotFoundException if an entry or a locale does not exist, or the actor may not see the entry
     * @throws RefusedException if one of them is not published
     * @throws dev.headrace.admin.web.ConflictException if a draft has a different version
     */
    @Transactional
    public Map<DocumentKey, Long> unpublish(Collection<Target> targets, Actor actor) {
        actor.require(Permission.publishContent);
        Model model = types.lockShared();
        Map<UUID, ContentType> typesById = new HashMap<>();
        targets.forEach(target -> typesById.put(target.id(), model.type(target.type())));
        Map<UUID, Entry> locked = new HashMap<>();
        lock.all(typesById, actor).forEach(entry -> locked.put(entry.id(), entry));
        List<Variant> variants = new ArrayList<>();
        for (Target target : targets) {
            Variant variant = Optional.ofNullable(locked.get(target.id())).orElseThrow()
                    .variant(model.locales().check(target.locale())).orElseThrow(() -> new NotFoundException(
                            "The entry does not exist in the locale '" + target.locale() + "'."));
            variant.mustHaveVersion(target.expected());
            if (variant.publishedVersion().isEmpty()) {
                throw new RefusedException("The entry is not published.");
            }
            variants.add(variant);
        }
        return unpublish(model, variants, actor);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void unpublishAll(Collection<Entry> entries, Actor actor) {
        List<Variant> published = entries.stream().flatMap(entry -> entry.variants().values().stream())
                .filter(variant -> variant.publishedVersion().isPresent()).toList();
        if (!published.isEmpty()) {
            unpublish(types.model(), published, actor);
        }
    }

    private Map<DocumentKey, Long> unpublish(Model model, List<Variant> variants, Actor actor) {
        Instant now = clock.instant();
        Map<DocumentKey, Integer> versions = new HashMap<>();
        List<ChangedVariant> changes = new ArrayList<>();
        List<Uses> uses = new ArrayList<>();
        for (Variant variant : variants) {
            DocumentKey key = new DocumentKey(variant.entry().id(), variant.locale());
            int version = variant.publishedVersion().orElseThrow();
            versions.put(key, version);
            ContentType type = model.byId(variant.entry().typeId()).orElseThrow();
            changes.add(new ChangedVariant(type, key));
            uses.add(new Uses(key.entryId(), key.locale(), List.of()));
            variant.markUnpublished(now);
            activity.record(actor, PublishingActions.UNPUBLISH, variant.subject(type),
                    JsonNodeFactory.instance.objectNode().put("version", version), null);
        }
        entities.flush();
        unique.replace(Holder.publication, uses);
        publications.remove(versions.keySet());
        Map<DocumentKey, Long> marked = marks.mark(model, changes, RenderPriority.of(actor));
        receipts.open(marked, ReceiptAction.unpublish, versions, now);
        return marked;
    }
}

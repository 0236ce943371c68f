package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.PublicationObstacles;
import dev.headrace.admin.content.Revisions;
import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.publishing.Change.Restore;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Receipts.NewReceipt;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes and unpublishes variants, all of a set or none, in the caller's transaction, which may do so only once (see
 * {@link Marks}). The verbs that call it check the permission and record activities.
 */
@Component
class ChangePublications {

    private final Types types;
    private final LockEntries lock;
    private final Revisions revisions;
    private final PublicationObstacles obstacles;
    private final UniqueValues unique;
    private final Publications publications;
    private final Endings endings;
    private final Marks marks;
    private final Receipts receipts;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangePublications(Types types, LockEntries lock, Revisions revisions, PublicationObstacles obstacles,
            UniqueValues unique, Publications publications, Endings endings, Marks marks, Receipts receipts,
            EntityManager entities, ApplicationEventPublisher events, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.revisions = revisions;
        this.obstacles = obstacles;
        this.unique = unique;
        this.publications = publications;
        this.endings = endings;
        this.marks = marks;
        this.receipts = receipts;
        this.entities = entities;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Locks the entries that a set changes, and checks each change.
     *
     * @param changes at most one for each variant
     * @throws NotFoundException if an entry, a locale or a revision does not exist, or the actor may not see the entry
     * @throws RefusedException if an entry to publish is in the trash, or a variant to unpublish is not published
     * @throws dev.headrace.admin.web.ConflictException if a draft has a different version
     */
    @Transactional(propagation = Propagation.MANDATORY)
    ChangeSet prepare(Collection<? extends Change> changes, Actor actor) {
        Model model = types.lockShared();
        Map<UUID, Entry> entries = lock(model, changes, actor);
        List<NewPublication> puts = new ArrayList<>();
        List<NewPublication> restored = new ArrayList<>();
        List<Removal> removals = new ArrayList<>();
        for (Change change : changes) {
            Entry entry = Optional.ofNullable(entries.get(change.id())).orElseThrow();
            switch (change) {
                case Put put -> puts.add(revision(model, put, entry));
                case Restore restore -> restored.add(restored(model, restore, entry));
                case Remove remove -> removals.add(removal(model, remove, entry));
            }
        }
        Map<DocumentKey, Publication> published = published(
                Stream.concat(puts.stream(), restored.stream()).toList());
        List<NewPublication> current = Stream
                .concat(withNewerSharedValues(puts, published).stream(), restored.stream()).toList();
        LeadingRevisions leading = new LeadingRevisions(model.locales(), current);
        List<NewPublication> shared = current.stream().map(leading::share).toList();
        return new ChangeSet(model, shared, removals, published, incomplete(shared));
    }

    /**
     * Published shared values that were saved after a revision stay: readers must not get older ones again because that
     * revision, which may have been scheduled, is published now.
     */
    private List<NewPublication> withNewerSharedValues(List<NewPublication> puts,
            Map<DocumentKey, Publication> published) {
        Map<UUID, Publication> anyOfEntry = new HashMap<>();
        published.values().forEach(each -> anyOfEntry.put(each.key().entryId(), each));
        Map<UUID, Instant> sharedAt = publications.sharedAt(anyOfEntry.keySet());
        return puts.stream().map(put -> Optional.ofNullable(sharedAt.get(put.key().entryId()))
                .filter(shared -> !put.isDraft() && shared.isAfter(put.savedAt()))
                .map(shared -> put.with(SharedValues.merge(put.type(),
                        Optional.ofNullable(anyOfEntry.get(put.key().entryId())).orElseThrow().fields(), put.fields()),
                        shared))
                .orElse(put)).toList();
    }

    private Map<UUID, Entry> lock(Model model, Collection<? extends Change> changes, Actor actor) {
        Map<UUID, ContentType> typesById = new HashMap<>();
        changes.forEach(change -> typesById.put(change.id(), model.type(change.type())));
        Map<UUID, Entry> locked = new HashMap<>();
        lock.all(typesById, actor).forEach(entry -> locked.put(entry.id(), entry));
        return locked;
    }

    private NewPublication revision(Model model, Put put, Entry entry) {
        mustNotBeTrashed(entry);
        Variant variant = variant(model, put, entry);
        ContentType type = model.type(put.type());
        int number = put.number() == null ? variant.version() : put.number();
        if (number == variant.version()) {
            return new NewPublication(type, variant, number,
                    Values.known(type, entry.draft(type, model.locales(), variant)), clock.instant());
        }
        ObjectNode fields = revisions.fields(type, variant, number)
                .orElseThrow(() -> new NotFoundException("There is no revision " + number + "."));
        return new NewPublication(type, variant, number, Values.known(type, fields),
                revisions.savedAt(variant, number));
    }

    private static NewPublication restored(Model model, Restore restore, Entry entry) {
        mustNotBeTrashed(entry);
        Variant variant = variant(model, restore, entry);
        ContentType type = model.type(restore.type());
        FormerState.Published former = restore.former();
        return new NewPublication(type, variant, former.version(), Values.ofRevision(type, former.fields()),
                former.sharedAt());
    }

    private static void mustNotBeTrashed(Entry entry) {
        if (entry.trashed()) {
            throw new RefusedException("The entry is in the trash; restore it first.");
        }
    }

    private static Removal removal(Model model, Remove remove, Entry entry) {
        Variant variant = variant(model, remove, entry);
        if (variant.publishedVersion().isEmpty()) {
            throw new RefusedException("The entry is not published.");
        }
        return Removal.of(model.type(remove.type()), variant, remove.ending());
    }

    private static Variant variant(Model model, Change change, Entry entry) {
        Variant variant = entry.variant(model.locales().check(change.locale())).orElseThrow(
                () -> new NotFoundException("The entry does not exist in the locale '" + change.locale() + "'."));
        variant.mustHaveVersion(change.expected());
        return variant;
    }

    private Map<DocumentKey, Publication> published(List<NewPublication> puts) {
        Map<UUID, Entry> several = new HashMap<>();
        puts.stream().map(put -> put.variant().entry()).filter(entry -> entry.variants().size() > 1)
                .forEach(entry -> several.put(entry.id(), entry));
        return publications.of(several.values());
    }

    private SequencedMap<DocumentKey, List<Problem>> incomplete(List<NewPublication> puts) {
        PublicationObstacles.Check check = obstacles.among(puts.stream()
                .flatMap(put -> Values.targets(put.type(), put.fields()).stream()).collect(Collectors.toSet()));
        SequencedMap<DocumentKey, List<Problem>> incomplete = new LinkedHashMap<>();
        puts.forEach(put -> {
            List<Problem> problems = check.of(put.type(), put.fields());
            if (!problems.isEmpty()) {
                incomplete.put(put.key(), problems);
            }
        });
        return incomplete;
    }

    /**
     * Applies a set that was prepared in the same transaction.
     *
     * @param priority of the documents of these variants
     * @return the marks that identify the receipts of the variants that the set names, in its order, removals last; carried
     *     ones have receipts, too
     * @throws InvalidInputException naming each missing or invalid value
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<DocumentKey, Long> apply(ChangeSet set, RenderPriority priority) {
        return apply(set, priority, null);
    }

    /**
     * Like {@link #apply(ChangeSet, RenderPriority)}.
     *
     * @param overlay stages all documents that the set affects, see {@link Staging}; null to publish each once it is rendered
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<DocumentKey, Long> apply(ChangeSet set, RenderPriority priority, @Nullable String overlay) {
        set.mustBeComplete();
        Instant now = clock.instant();
        set.removals().forEach(each -> each.variant().markUnpublished(now));
        set.all().forEach(each -> each.variant().markPublished(each.number(), each.differsFromDraft(), now));
        events.publishEvent(new VariantsUnpublished(set.removals().stream().map(Removal::variant).toList()));
        events.publishEvent(new VariantsPublished(set.all().stream().map(NewPublication::variant).toList()));
        entities.flush();
        unique.replace(Holder.publication, Stream.concat(set.removals().stream().map(Removal::uses),
                set.all().stream().map(NewPublication::uses)).toList(), set::pointerPrefix);
        publications.remove(set.removals().stream().map(Removal::key).toList());
        publications.put(set.all().stream().map(NewPublication::newValues).toList(), savedAt(set), now);
        publications.reinstate(set.puts().stream().map(NewPublication::key).toList());
        endings.put(set.removals(), now);
        endings.remove(Stream.concat(set.others().stream().map(ChangedVariant::key),
                set.all().stream().map(NewPublication::key)).toList());
        Map<DocumentKey, Long> marked = marks.mark(set.model(), variants(set), priority, overlay);
        receipts.open(receipts(set, marked), now);
        Map<DocumentKey, Long> named = new LinkedHashMap<>();
        set.keys().forEach(key -> named.put(key, mark(marked, key)));
        return named;
    }

    /** By entry: all revisions of an entry have the same shared values. */
    private static Map<UUID, Instant> savedAt(ChangeSet set) {
        Map<UUID, Instant> savedAt = new HashMap<>();
        set.all().forEach(each -> savedAt.put(each.key().entryId(), each.savedAt()));
        return savedAt;
    }

    private static List<ChangedVariant> variants(ChangeSet set) {
        return Stream.of(set.removals().stream().map(each -> new ChangedVariant(each.type(), each.key())),
                set.all().stream().map(each -> new ChangedVariant(each.type(), each.key())),
                set.others().stream()).flatMap(each -> each).toList();
    }

    private static List<NewReceipt> receipts(ChangeSet set, Map<DocumentKey, Long> marked) {
        return Stream.concat(
                set.removals().stream().map(each -> new NewReceipt(each.key(), mark(marked, each.key()),
                        ReceiptAction.unpublish, each.number())),
                set.all().stream().map(each -> new NewReceipt(each.key(), mark(marked, each.key()),
                        ReceiptAction.publish, each.number())))
                .toList();
    }

    private static long mark(Map<DocumentKey, Long> marked, DocumentKey key) {
        return Optional.ofNullable(marked.get(key)).orElseThrow();
    }
}

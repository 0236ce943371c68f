package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.PublicationObstacles;
import dev.headrace.admin.content.Revisions;
import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Publications.NewValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.content.ExpectedVersion;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes a set of revisions, all of them or none.
 *
 * <p>Values shared by all locales are published in every locale in which the entry is published, so that readers never
 * see different values of such a field.
 */
@Service
public class Publish {

    private final Types types;
    private final LockEntries lock;
    private final Revisions revisions;
    private final PublicationObstacles obstacles;
    private final UniqueValues unique;
    private final Publications publications;
    private final Marks marks;
    private final Receipts receipts;
    private final ActivityLog activity;
    private final EntityManager entities;
    private final Clock clock;

    Publish(Types types, LockEntries lock, Revisions revisions, PublicationObstacles obstacles, UniqueValues unique,
            Publications publications, Marks marks, Receipts receipts, ActivityLog activity, EntityManager entities,
            Clock clock) {
        this.types = types;
        this.lock = lock;
        this.revisions = revisions;
        this.obstacles = obstacles;
        this.unique = unique;
        this.publications = publications;
        this.marks = marks;
        this.receipts = receipts;
        this.activity = activity;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * A revision to publish.
     *
     * @param type the type's name
     * @param number of the revision; null for the current draft
     * @param expected the expected version of the draft
     */
    public record Revision(String type, UUID id, String locale, @Nullable Integer number,
            ExpectedVersion expected) {

        /** The current draft. */
        public static Revision draft(String type, UUID id, String locale, ExpectedVersion expected) {
            return new Revision(type, id, locale, null, expected);
        }
    }

    /** A revision with its variant and values. */
    private record Loaded(ContentType type, Variant variant, int number, ObjectNode fields) {

        DocumentKey key() {
            return new DocumentKey(variant.entry().id(), variant.locale());
        }

        NewValues newValues() {
            return new NewValues(type, key(), number, fields);
        }

        Loaded with(ObjectNode others) {
            return new Loaded(type, variant, number, others);
        }

        boolean differsFromDraft() {
            return !Values.same(variant.fields(), fields);
        }
    }

    /**
     * Publishes the current draft of one variant.
     *
     * @return the mark that identifies the receipt
     * @see #publish
     */
    @Transactional
    public long one(String type, UUID id, String locale, ExpectedVersion expected, Actor actor) {
        return publish(List.of(Revision.draft(type, id, locale, expected)), actor).values().iterator().next();
    }

    /**
     * Publishes revisions, at most one of each variant.
     *
     * @return the marks that identify the receipts of these variants; other locales whose shared values changed have
     *     receipts, too
     * @throws InvalidInputException naming each missing or invalid value
     * @throws NotFoundException if an entry, a locale or a revision does not exist, or the actor may not see the entry
     * @throws RefusedException if an entry is in the trash
     * @throws dev.headrace.admin.web.ConflictException if a draft has a different version
     */
    @Transactional
    public Map<DocumentKey, Long> publish(Collection<Revision> revisions, Actor actor) {
        actor.require(Permission.publishContent);
        Model model = types.lockShared();
        List<Loaded> loaded = shared(model, load(model, revisions, actor));
        check(loaded);
        Instant now = clock.instant();
        List<Loaded> carried = carried(model, loaded);
        List<Loaded> all = Stream.concat(loaded.stream(), carried.stream()).toList();
        record(PublishingActions.PUBLISH, loaded, actor);
        record(PublishingActions.PUBLISH_SHARED, carried, actor);
        publications.put(all.stream().map(Loaded::newValues).toList(), now);
        markVariants(all, now);
        claim(all);
        Map<DocumentKey, Long> marked = mark(model, all, actor);
        receipts.open(marked, ReceiptAction.publish, versions(all), now);
        marked.keySet().retainAll(loaded.stream().map(Loaded::key).toList());
        return marked;
    }

    /** Before the variants are marked, which still have the version that was published before. */
    private void record(Action action, List<Loaded> published, Actor actor) {
        published.forEach(each -> activity.record(actor, action, each.variant.subject(each.type),
                each.variant.publishedVersion().map(Publish::version).orElse(null), version(each.number)));
    }

    private static ObjectNode version(int number) {
        return JsonNodeFactory.instance.objectNode().put("version", number);
    }

    private List<Loaded> load(Model model, Collection<Revision> revisions, Actor actor) {
        Map<UUID, ContentType> typesById = new HashMap<>();
        revisions.forEach(revision -> typesById.put(revision.id(), model.type(revision.type())));
        Map<UUID, Entry> locked = new HashMap<>();
        lock.all(typesById, actor).forEach(entry -> locked.put(entry.id(), entry));
        Map<DocumentKey, Loaded> loaded = new LinkedHashMap<>();
        for (Revision revision : revisions) {
            Loaded one = load(model, revision, Optional.ofNullable(locked.get(revision.id())).orElseThrow());
            loaded.put(one.key(), one);
        }
        return List.copyOf(loaded.values());
    }

    private Loaded load(Model model, Revision revision, Entry entry) {
        if (entry.trashed()) {
            throw new RefusedException("The entry is in the trash; restore it first.");
        }
        Variant variant = entry.variant(model.locales().check(revision.locale())).orElseThrow(
                () -> new NotFoundException("The entry does not exist in the locale '" + revision.locale() + "'."));
        variant.mustHaveVersion(revision.expected());
        ContentType type = model.type(revision.type());
        int number = revision.number() == null ? variant.version() : revision.number();
        ObjectNode fields = number == variant.version()
                ? entry.draft(type, model.locales(), variant)
                : revisions.fields(type, variant, number)
                        .orElseThrow(() -> new NotFoundException("There is no revision " + number + "."));
        return new Loaded(type, variant, number, Values.known(type, fields));
    }

    /** Revisions of one entry may differ in shared values: those of the leading one are published. */
    private static List<Loaded> shared(Model model, List<Loaded> loaded) {
        Map<UUID, Loaded> leading = leading(model, loaded);
        return loaded.stream().map(each -> {
            Loaded lead = Optional.ofNullable(leading.get(each.key().entryId())).orElseThrow();
            return lead.key().equals(each.key())
                    ? each
                    : each.with(SharedValues.merge(lead.type, lead.fields, each.fields));
        }).toList();
    }

    /** With several revisions, the pointers of problems are prefixed with id and locale. */
    private void check(List<Loaded> loaded) {
        PublicationObstacles.Check check = obstacles.among(loaded.stream()
                .flatMap(each -> Values.targets(each.type, each.fields).stream()).collect(Collectors.toSet()));
        List<Problem> problems = new ArrayList<>();
        for (Loaded one : loaded) {
            String prefix = loaded.size() == 1 ? "" : "/" + one.key().entryId() + "/" + one.key().locale();
            check.of(one.type, one.fields)
                    .forEach(problem -> problems.add(new Problem(prefix + problem.pointer(), problem.message())));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /**
     * The publications in other locales whose shared values change. Those that become equal to the draft get its
     * version.
     */
    private List<Loaded> carried(Model model, List<Loaded> loaded) {
        Map<UUID, Entry> several = new HashMap<>();
        loaded.stream().map(each -> each.variant.entry()).filter(entry -> entry.variants().size() > 1)
                .forEach(entry -> several.put(entry.id(), entry));
        Map<DocumentKey, Publication> published = publications.of(several.values());
        Map<UUID, Loaded> leading = leading(model, loaded);
        Set<DocumentKey> own = new HashSet<>();
        loaded.forEach(each -> own.add(each.key()));
        List<Loaded> carried = new ArrayList<>();
        published.forEach((key, publication) -> {
            Loaded lead = Optional.ofNullable(leading.get(key.entryId())).orElseThrow();
            ObjectNode shared = SharedValues.merge(lead.type, lead.fields, publication.fields());
            if (!own.contains(key) && !Values.same(shared, publication.fields())) {
                Variant variant = lead.variant.entry().variant(key.locale()).orElseThrow();
                carried.add(new Loaded(lead.type, variant,
                        Values.same(variant.fields(), shared) ? variant.version() : publication.version(), shared));
            }
        });
        return carried;
    }

    /** By entry, the revision in the first locale of the model, whose shared values are published. */
    private static Map<UUID, Loaded> leading(Model model, List<Loaded> loaded) {
        Map<UUID, Loaded> leading = new HashMap<>();
        for (String locale : model.locales().tags()) {
            loaded.stream().filter(each -> each.variant.locale().equals(locale))
                    .forEach(each -> leading.putIfAbsent(each.variant.entry().id(), each));
        }
        return leading;
    }

    private void markVariants(List<Loaded> published, Instant now) {
        published.forEach(each -> each.variant.markPublished(each.number, each.differsFromDraft(), now));
        entities.flush();
    }

    private void claim(List<Loaded> published) {
        unique.replace(Holder.publication, published.stream().map(each -> new Uses(each.key().entryId(),
                each.key().locale(), Values.uniques(each.type, each.fields))).toList());
    }

    private Map<DocumentKey, Long> mark(Model model, List<Loaded> published, Actor actor) {
        List<ChangedVariant> changes = published.stream()
                .map(each -> new ChangedVariant(each.type, each.key())).toList();
        return new LinkedHashMap<>(marks.mark(model, changes, RenderPriority.of(actor)));
    }

    private static Map<DocumentKey, Integer> versions(List<Loaded> loaded) {
        Map<DocumentKey, Integer> versions = new HashMap<>();
        loaded.forEach(each -> versions.put(each.key(), each.number));
        return versions;
    }
}

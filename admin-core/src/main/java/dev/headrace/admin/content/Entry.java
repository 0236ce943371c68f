package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.RefusedException;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A piece of content, with a {@link Variant} for each locale in which it exists. */
@Entity
@Table(name = "entry")
public class Entry implements Persistable<UUID> {

    @Id
    private UUID id;

    @Column(name = "type_id", updatable = false)
    private String typeId;

    @Column(name = "import_source", updatable = false)
    @Nullable
    private String importSource;

    @Column(name = "import_key", updatable = false)
    @Nullable
    private String importKey;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Column(name = "trashed_at")
    @Nullable
    private Instant trashedAt;

    @OneToMany(mappedBy = "entry", cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.LAZY)
    @MapKey(name = "locale")
    private Map<String, Variant> variants = new TreeMap<>();

    @Transient
    private boolean stored;

    /** Origin of an imported entry: the name of the source, and the entry's key there. */
    public record Origin(String source, String key) {}

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields itself
    protected Entry() {}

    Entry(UUID id, ContentType type, @Nullable Origin origin, Actor actor, Instant now) {
        this.id = id;
        this.typeId = type.id();
        this.importSource = origin == null ? null : origin.source();
        this.importKey = origin == null ? null : origin.key();
        this.createdAt = now;
        this.createdBy = actor.name();
    }

    void add(Variant variant) {
        variants.put(variant.locale(), variant);
    }

    void trash(Instant now) {
        trashedAt = now;
        variants.values().forEach(variant -> variant.setTrashed(true));
    }

    void restoreFromTrash() {
        trashedAt = null;
        variants.values().forEach(variant -> variant.setTrashed(false));
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }

    public UUID id() {
        return id;
    }

    public String typeId() {
        return typeId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public boolean trashed() {
        return trashedAt != null;
    }

    /** @throws RefusedException if it is in the trash */
    void mustBeEditable() {
        if (trashed()) {
            throw new RefusedException("The entry is in the trash; restore it first.");
        }
    }

    /**
     * Rejects a change based on an outdated draft. Where the entry does not exist yet, the version is 0.
     *
     * @param expected the version that the change is based on
     */
    void mustHaveVersion(String locale, ExpectedVersion expected) {
        Variant variant = variants.get(locale);
        if (variant != null) {
            variant.mustHaveVersion(expected);
        } else if (!expected.accepts(0)) {
            throw new ConflictException("The entry does not exist in the locale '%s' (expected version: %s)."
                    .formatted(locale, expected));
        }
    }

    boolean isPublished() {
        return variants.values().stream().anyMatch(variant -> variant.publishedVersion().isPresent());
    }

    /** The status in each locale, for activities. */
    ObjectNode statuses() {
        ObjectNode statuses = JsonNodeFactory.instance.objectNode();
        variants.values().forEach(variant -> statuses.put(variant.locale(), variant.status().name()));
        return JsonNodeFactory.instance.objectNode().set("status", statuses);
    }

    /** The subject of an activity about all its variants, with the title of the first one. */
    Subject subject(ContentType type, Locales locales) {
        return new Subject(EntryActions.ENTRY.name(), id.toString(), null, type.name(),
                variants(locales).stream().findFirst().map(Variant::title).orElse(null));
    }

    /** By locale; do not change the map. */
    public Map<String, Variant> variants() {
        return variants;
    }

    /** The variants in locales of the model, in its order; others are still being deleted. */
    public List<Variant> variants(Locales locales) {
        return locales.tags().stream().flatMap(locale -> variant(locale).stream()).toList();
    }

    /**
     * The draft of a variant, with the shared values of the first locale. After a field became shared, the stored drafts
     * differ in it until a job has reached the entry.
     */
    public ObjectNode draft(ContentType type, Locales locales, Variant variant) {
        Variant first = variants(locales).getFirst();
        return first.equals(variant) ? variant.fields() : SharedValues.merge(type, first.fields(), variant.fields());
    }

    public Optional<Variant> variant(String locale) {
        return Optional.ofNullable(variants.get(locale));
    }
}

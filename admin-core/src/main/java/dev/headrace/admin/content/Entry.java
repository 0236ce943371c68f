package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.ConflictException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A piece of content as staff edit it: its draft, and what is known of its publication.
 *
 * <p>The version counts the drafts that were saved; the publication is a copy of one of them.
 */
@Entity
@Table(name = "entry")
public class Entry implements Persistable<UUID> {

    @Id
    private UUID id;

    private String type;

    private String title;

    @Nullable
    private String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    private ObjectNode fields;

    private int version;

    @Column(name = "published_version")
    @Nullable
    private Integer publishedVersion;

    @Column(name = "published_at")
    @Nullable
    private Instant publishedAt;

    @Column(name = "unpublished_at")
    @Nullable
    private Instant unpublishedAt;

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

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "updated_by")
    private String updatedBy;

    @Transient
    private boolean stored;

    /** What an entry's life has come to. */
    public enum Status {
        /** Never published. */
        draft,
        /** Published as it is. */
        published,
        /** Published, and edited since. */
        changed,
        /** Taken back. */
        unpublished
    }

    /** Where an imported entry came from: the name of the source, and the entry's own key there. */
    public record Origin(String source, String key) {}

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields itself
    protected Entry() {}

    Entry(UUID id, ContentType type, ObjectNode fields, @Nullable Origin origin, Actor actor, Instant now) {
        this.id = id;
        this.type = type.name();
        this.fields = fields;
        this.version = 1;
        this.importSource = origin == null ? null : origin.source();
        this.importKey = origin == null ? null : origin.key();
        this.createdAt = now;
        this.createdBy = actor.name();
        this.updatedAt = now;
        this.updatedBy = actor.name();
        name(type);
    }

    /**
     * Refuses what is based on another draft than the present one.
     *
     * @param expected the version that somebody has read; null if it does not matter
     */
    public void mustHaveVersion(@Nullable Integer expected) {
        if (expected != null && version != expected) {
            throw new ConflictException("The entry has version %d by now (saved by %s), and not %d.".formatted(version,
                    updatedBy, expected));
        }
    }

    void edit(ContentType contentType, ObjectNode newFields, Actor actor, Instant now) {
        fields = newFields;
        version++;
        updatedAt = now;
        updatedBy = actor.name();
        name(contentType);
    }

    /** Notes that the present draft is what the public sees from now on. */
    public void markPublished(Instant now) {
        publishedVersion = version;
        publishedAt = now;
        unpublishedAt = null;
    }

    /** Notes that the public sees nothing of it from now on. */
    public void markUnpublished(Instant now) {
        publishedVersion = null;
        unpublishedAt = now;
    }

    public Status status() {
        if (publishedVersion != null) {
            return publishedVersion == version ? Status.published : Status.changed;
        }
        return unpublishedAt == null ? Status.draft : Status.unpublished;
    }

    private void name(ContentType contentType) {
        title = fields.path(contentType.titleField()).asString("");
        slug = contentType.slugField().map(field -> fields.path(field.name()).asString(null)).orElse(null);
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

    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public Optional<String> slug() {
        return Optional.ofNullable(slug);
    }

    /** The draft's fields; do not change the object. */
    public ObjectNode fields() {
        return fields;
    }

    public int version() {
        return version;
    }

    public Optional<Integer> publishedVersion() {
        return Optional.ofNullable(publishedVersion);
    }

    public Optional<Instant> publishedAt() {
        return Optional.ofNullable(publishedAt);
    }

    /** When it was last published or taken back. */
    Optional<Instant> publicationChangedAt() {
        return Optional.ofNullable(unpublishedAt == null ? publishedAt : unpublishedAt);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String updatedBy() {
        return updatedBy;
    }
}

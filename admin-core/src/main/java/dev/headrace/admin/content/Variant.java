package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.finding.SearchWords;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.model.Collation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry in one locale: its draft and its publication status.
 *
 * <p>The version counts the drafts that were saved; each is kept as a revision of that number. The draft has the values
 * of all fields. The verbs keep values of fields that are not localized equal in all variants of an entry.
 */
@Entity
@DynamicUpdate // most changes leave the words as they are, and their indexes are expensive to update
@Table(name = "variant")
@IdClass(Variant.Key.class)
public class Variant {

    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "entry_id", updatable = false)
    private Entry entry;

    @Id
    @Column(updatable = false)
    private String locale;

    @Column(name = "type_id", updatable = false)
    private String typeId;

    private String title;

    @Nullable
    private String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    private ObjectNode fields;

    /** Sorts as the title does, see {@link Collation}. */
    @Column(name = "title_key")
    private byte[] titleKey;

    @Column(name = "title_words")
    private String titleWords;

    @Column(name = "words")
    private String words;

    private int version;

    @Column(name = "published_version")
    @Nullable
    private Integer publishedVersion;

    private boolean changed;

    @Column(name = "published_at")
    @Nullable
    private Instant publishedAt;

    @Column(name = "unpublished_at")
    @Nullable
    private Instant unpublishedAt;

    /** The time of its next scheduled publication. */
    @Column(name = "scheduled_at")
    @Nullable
    private Instant scheduledAt;

    private boolean trashed;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "updated_by")
    private String updatedBy;

    /** Identifies a variant. */
    public record Key(UUID entry, String locale) {}

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields itself
    protected Variant() {}

    Variant(Entry entry, String locale, ContentType type, ObjectNode fields, Actor actor, Instant now) {
        this.entry = entry;
        this.locale = locale;
        this.typeId = entry.typeId();
        this.title = "";
        this.titleKey = new byte[0];
        this.titleWords = "";
        this.words = "";
        this.fields = fields;
        this.updatedAt = now;
        this.updatedBy = actor.name();
        edit(type, fields, actor, now);
    }

    /**
     * Rejects a change based on an outdated draft.
     *
     * @param expected the version that the change is based on
     */
    public void mustHaveVersion(ExpectedVersion expected) {
        if (!expected.accepts(version)) {
            throw new ConflictException("The entry has version %d (saved by %s), not %s.".formatted(version,
                    updatedBy, expected));
        }
    }

    /** Replaces the draft and increments the version. */
    void edit(ContentType type, ObjectNode newFields, Actor actor, Instant now) {
        fields = newFields;
        version++;
        changed = publishedVersion != null;
        updatedAt = now;
        updatedBy = actor.name();
        title = Values.title(type, fields);
        titleKey = Collation.key(title);
        slug = Values.slug(type, fields);
        titleWords = titleWords(type, fields);
        words = words(type, fields);
    }

    /** The words of title and slug, whose matches are listed first. */
    static String titleWords(ContentType type, ObjectNode fields) {
        String slug = Values.slug(type, fields);
        return SearchWords.of(Values.title(type, fields) + " " + (slug == null ? "" : slug));
    }

    /** All words by which it is found. */
    static String words(ContentType type, ObjectNode fields) {
        return SearchWords.of(titleWords(type, fields) + " " + Values.searchText(type, fields));
    }

    /**
     * Records a publication.
     *
     * @param published the published version
     * @param differs whether the draft differs from it
     */
    public void markPublished(int published, boolean differs, Instant now) {
        publishedVersion = published;
        changed = differs;
        publishedAt = now;
        unpublishedAt = null;
    }

    /** Records whether the draft differs from the publication. */
    public void markChanged(boolean differs) {
        changed = differs;
    }

    /** Records that it was unpublished. */
    public void markUnpublished(Instant now) {
        publishedVersion = null;
        changed = false;
        unpublishedAt = now;
    }

    /**
     * Records when it will be published next.
     *
     * @param at null if no publication is scheduled
     */
    public void markScheduled(@Nullable Instant at) {
        scheduledAt = at;
    }

    void setTrashed(boolean isTrashed) {
        trashed = isTrashed;
    }

    public Status status() {
        if (trashed) {
            return Status.trashed;
        }
        if (publishedVersion != null) {
            return changed ? Status.changed : Status.published;
        }
        if (scheduledAt != null) {
            return Status.scheduled;
        }
        return unpublishedAt == null ? Status.draft : Status.unpublished;
    }

    /** The subject of an activity about it. */
    public Subject subject(ContentType type) {
        return new Subject(EntryActions.ENTRY.name(), entry.id().toString(), locale, type.name(), title);
    }

    public Entry entry() {
        return entry;
    }

    public String locale() {
        return locale;
    }

    public String title() {
        return title;
    }

    public Optional<String> slug() {
        return Optional.ofNullable(slug);
    }

    /** The draft's values in stored form; do not modify. */
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

    public Optional<Instant> scheduledAt() {
        return Optional.ofNullable(scheduledAt);
    }

    /** When it was last published or unpublished. */
    Optional<Instant> publicationChangedAt() {
        return Optional.ofNullable(unpublishedAt == null ? publishedAt : unpublishedAt);
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String updatedBy() {
        return updatedBy;
    }
}

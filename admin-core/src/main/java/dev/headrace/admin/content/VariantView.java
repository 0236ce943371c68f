package dev.headrace.admin.content;

import dev.headrace.admin.finding.Status;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.web.ShownTitle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry in one locale. Only an actor who may see it can load it, see {@link EntryReads}.
 *
 * @param locales the entry's locales, in the order of the model
 * @param fields the draft's values in stored form
 * @param publishedVersion null if it is not published
 * @param scheduledAt the time of the next scheduled publication; null if there is none
 */
public record VariantView(UUID id, ContentType type, String locale, SequencedMap<String, LocaleState> locales,
        Status status, int version, String title, @Nullable String slug, ObjectNode fields, Instant createdAt,
        String createdBy, Instant updatedAt, String updatedBy, @Nullable Instant publishedAt,
        @Nullable Instant unpublishedAt, @Nullable Integer publishedVersion, @Nullable Instant scheduledAt,
        @Nullable Instant trashedAt) {

    /** Status of an entry in one locale. */
    public record LocaleState(Status status, int version) {

        boolean isPublished() {
            return status.isPublished();
        }

        boolean isChanged() {
            return status.isChanged();
        }
    }

    /** The title on pages. */
    public String shownTitle() {
        return ShownTitle.of(title);
    }

    /** When it was last published or unpublished. */
    Optional<Instant> publicationChangedAt() {
        return Optional.ofNullable(unpublishedAt == null ? publishedAt : unpublishedAt);
    }

    /** A copy to keep for longer than a request, in little memory. */
    public VariantView withoutValues() {
        return with(JsonNodeFactory.instance.objectNode());
    }

    /** A copy with other values. */
    VariantView with(ObjectNode others) {
        return new VariantView(id, type, locale, locales, status, version, title, slug, others, createdAt, createdBy,
                updatedAt, updatedBy, publishedAt, unpublishedAt, publishedVersion, scheduledAt, trashedAt);
    }

    public boolean isPublished() {
        return publishedVersion != null;
    }

    /** The locales in which it is published, in the order of the model. */
    public List<String> publishedLocales() {
        return locales.entrySet().stream().filter(each -> each.getValue().isPublished()).map(Map.Entry::getKey)
                .toList();
    }

    /** The locales with unpublished changes, in the order of the model. */
    public List<String> changedLocales() {
        return locales.entrySet().stream().filter(each -> each.getValue().isChanged()).map(Map.Entry::getKey).toList();
    }

    /**
     * Whether it matters in which locales it exists. It does not if it has the same values in all of them, and all of them
     * fall back to the one in which it exists.
     */
    public boolean needsLocales(Locales all) {
        return type.localized() || locales.size() > 1
                || !all.tags().stream().allMatch(tag -> all.chain(tag).stream().anyMatch(locales::containsKey));
    }

    /**
     * The other locale whose document readers of a locale get; null if they get that of the locale itself, or none.
     */
    public @Nullable String servedInstead(Locales all, String locale) {
        List<String> published = publishedLocales();
        return all.chain(locale).stream().filter(published::contains).findFirst()
                .filter(served -> !served.equals(locale)).orElse(null);
    }
}

package dev.headrace.local.system;

import static java.util.Comparator.reverseOrder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expected state of articles, authors and notes after some edits, by a second implementation of the rules. Locales are
 * {@code en}, and {@code de} with an optional fallback to it; titles are localized, slugs optionally, other values are
 * shared. Amounts are prefixed with their type, since a revision may restore one of the field's former type. Multiple
 * references are separated by commas.
 */
final class ExpectedContent {

    private static final List<String> SHARED = List.of("amount", "author", "related", "remark");

    /** An entry in one locale. Values are keyed by fixed names; absent values are empty. */
    static final class Variant {
        Map<String, String> draft = new TreeMap<>();
        @Nullable
        Map<String, String> published;
        final Map<Integer, Map<String, String>> revisions = new TreeMap<>();
    }

    static final class Entry {
        final String type;
        final String id;
        final Map<String, Variant> variants = new LinkedHashMap<>();
        boolean trashed;

        Entry(String type, String id) {
            this.type = type;
            this.id = id;
        }

        String path() {
            return "/api/entries/" + type + "/" + id;
        }

        boolean isWrittenIn(String locale) {
            return variants.containsKey(locale);
        }

        Variant in(String locale) {
            return Objects.requireNonNull(variants.get(locale));
        }

        boolean isPublicIn(String locale) {
            Variant variant = variants.get(locale);
            return variant != null && variant.published != null;
        }

        boolean isPublic() {
            return variants.keySet().stream().anyMatch(this::isPublicIn);
        }
    }

    final Map<String, Entry> entries = new LinkedHashMap<>();
    boolean fallback = true;
    boolean localizedSlugs = true;
    boolean privateRemarks = true;

    void edit(Entry entry, String locale, Map<String, String> values) {
        Variant variant = entry.variants.computeIfAbsent(locale, _ -> fresh(entry));
        variant.draft.putAll(values);
        variant.draft.values().removeIf(String::isEmpty);
        shareDraft(entry, variant);
    }

    private Variant fresh(Entry entry) {
        Variant fresh = new Variant();
        entry.variants.values().stream().findFirst()
                .ifPresent(other -> fresh.draft.putAll(shared(entry, other.draft)));
        return fresh;
    }

    void restore(Entry entry, String locale, int revision) {
        replaceDraft(entry, locale, Objects.requireNonNull(entry.in(locale).revisions.get(revision)));
    }

    void discard(Entry entry, String locale) {
        replaceDraft(entry, locale, Objects.requireNonNull(entry.in(locale).published));
    }

    void copy(Entry entry, String from, String to) {
        replaceDraft(entry, to, entry.in(from).draft);
    }

    private void replaceDraft(Entry entry, String locale, Map<String, String> values) {
        Variant variant = entry.variants.computeIfAbsent(locale, _ -> new Variant());
        variant.draft = new TreeMap<>(values);
        shareDraft(entry, variant);
    }

    private void shareDraft(Entry entry, Variant from) {
        entry.variants.values().forEach(other -> share(entry, from.draft, other.draft));
    }

    Entry duplicate(Entry entry, String id) {
        Entry copy = new Entry(entry.type, id);
        entry.variants.forEach((locale, variant) -> {
            Variant fresh = new Variant();
            fresh.draft.putAll(variant.draft);
            copy.variants.put(locale, fresh);
        });
        entries.put(id, copy);
        return copy;
    }

    /** Whether the draft is valid when amounts have this type. */
    static boolean isValid(Entry entry, String locale, String amountType) {
        return entry.in(locale).draft.getOrDefault("amount", amountType).startsWith(amountType);
    }

    void publish(Entry entry, String locale) {
        Variant variant = entry.in(locale);
        variant.published = new TreeMap<>(variant.draft);
        entry.variants.values().stream().map(other -> other.published).filter(Objects::nonNull)
                .forEach(other -> share(entry, variant.draft, other));
    }

    void unpublish(Entry entry, String locale) {
        entry.in(locale).published = null;
    }

    void trash(Entry entry) {
        entry.trashed = true;
        entry.variants.values().forEach(variant -> variant.published = null);
    }

    /** The field changed to a type that its values do not fit. */
    void dropAmounts() {
        for (Entry entry : entries.values()) {
            for (Variant variant : entry.variants.values()) {
                variant.draft.remove("amount");
                if (variant.published != null) {
                    variant.published.remove("amount");
                }
            }
        }
    }

    void dropLocale(String locale) {
        entries.values().forEach(entry -> entry.variants.remove(locale));
    }

    /** The first locale's slugs became shared by all locales. */
    void shareSlugs() {
        entries.values().stream().filter(entry -> entry.type.equals("article")).forEach(entry -> {
            List<Variant> drafts = entry.variants.entrySet().stream().sorted(Map.Entry.comparingByKey(reverseOrder()))
                    .map(Map.Entry::getValue).toList();
            drafts.forEach(each -> shareSlug(drafts.getFirst().draft, each.draft));
            List<Map<String, String>> published = drafts.stream().map(each -> each.published).filter(Objects::nonNull)
                    .toList();
            published.forEach(each -> shareSlug(published.getFirst(), each));
        });
    }

    private static void shareSlug(Map<String, String> from, Map<String, String> to) {
        to.put("slug", from.getOrDefault("slug", ""));
        to.values().removeIf(String::isEmpty);
    }

    void dropNotes() {
        entries.values().removeIf(entry -> entry.type.equals("note"));
    }

    private List<String> shared(Entry entry) {
        if (entry.type.equals("note")) {
            return List.of("name");
        }
        return localizedSlugs ? SHARED : Stream.concat(SHARED.stream(), Stream.of("slug")).toList();
    }

    private Map<String, String> shared(Entry entry, Map<String, String> values) {
        Map<String, String> shared = new HashMap<>(values);
        shared.keySet().retainAll(shared(entry));
        return shared;
    }

    @SuppressWarnings("ReferenceEquality") // skips the source map itself
    private void share(Entry entry, Map<String, String> from, Map<String, String> to) {
        if (from != to) {
            to.keySet().removeAll(shared(entry));
            to.putAll(shared(entry, from));
        }
    }

    /** The document that the edge must serve for an article in a locale; empty if it must be a 404. */
    Optional<Map<String, String>> document(Entry article, String locale) {
        Map<String, String> values = publishedIn(article, locale);
        if (values == null) {
            return Optional.empty();
        }
        Map<String, String> document = new TreeMap<>(values);
        document.put("locale", article.isPublicIn(locale) ? locale : "en");
        String author = document.remove("author");
        Map<String, String> of = author == null ? null : publishedIn(entries.get(author), locale);
        if (of != null) {
            document.put("author", of.getOrDefault("name", ""));
        }
        if (privateRemarks) {
            document.remove("remark");
        }
        document.computeIfPresent("related", (_, ids) -> visible(ids, locale));
        document.values().removeIf(String::isEmpty);
        return Optional.of(document);
    }

    private String visible(String ids, String locale) {
        return String.join(",", Arrays.stream(ids.split(","))
                .filter(id -> publishedIn(entries.get(id), locale) != null).toList());
    }

    private @Nullable Map<String, String> publishedIn(@Nullable Entry entry, String locale) {
        if (entry == null) {
            return null;
        }
        Variant own = entry.variants.get(locale);
        if (own != null && own.published != null) {
            return own.published;
        }
        Variant english = fallback ? entry.variants.get("en") : null;
        return english == null ? null : english.published;
    }

    List<Entry> all() {
        return new ArrayList<>(entries.values());
    }

    List<Entry> all(String type) {
        return new ArrayList<>(entries.values().stream().filter(entry -> entry.type.equals(type)).toList());
    }
}

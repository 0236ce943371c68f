package dev.headrace.local.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What articles and authors must be after some edits, by rules that are written down here once more: {@code en}, and
 * {@code de} that falls back to it; {@code amount} and {@code author} are the same in all locales, titles are not. Amounts
 * begin with the type that they have, since a revision may restore one of the field's former type.
 */
final class ExpectedContent {

    static final List<String> LOCALES = List.of("en", "de");

    /** An entry in one locale. Values are by names that never change; those that are absent are empty. */
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

        Variant in(String locale) {
            return Objects.requireNonNull(variants.get(locale));
        }

        private @Nullable Map<String, String> publishedIn(String locale) {
            Variant own = variants.get(locale);
            if (own != null && own.published != null) {
                return own.published;
            }
            Variant english = variants.get("en");
            return english == null ? null : english.published;
        }

        boolean isPublicIn(String locale) {
            Variant variant = variants.get(locale);
            return variant != null && variant.published != null;
        }
    }

    final Map<String, Entry> entries = new LinkedHashMap<>();

    void edit(Entry entry, String locale, Map<String, String> values) {
        Variant variant = entry.variants.computeIfAbsent(locale, _ -> fresh(entry));
        variant.draft.putAll(values);
        variant.draft.values().removeIf(String::isEmpty);
        shareDraft(entry, variant);
    }

    private static Variant fresh(Entry entry) {
        Variant fresh = new Variant();
        entry.variants.values().stream().findFirst().ifPresent(other -> fresh.draft.putAll(shared(other.draft)));
        return fresh;
    }

    void restore(Entry entry, String locale, int revision) {
        Variant variant = entry.in(locale);
        variant.draft = new TreeMap<>(Objects.requireNonNull(variant.revisions.get(revision)));
        shareDraft(entry, variant);
    }

    private static void shareDraft(Entry entry, Variant from) {
        entry.variants.values().forEach(other -> share(from.draft, other.draft));
    }

    /** Whether the draft may be published while amounts have a type. */
    static boolean isValid(Entry entry, String locale, String amountType) {
        return entry.in(locale).draft.getOrDefault("amount", amountType).startsWith(amountType);
    }

    void publish(Entry entry, String locale) {
        Variant variant = entry.in(locale);
        variant.published = new TreeMap<>(variant.draft);
        entry.variants.values().stream().map(other -> other.published).filter(Objects::nonNull)
                .forEach(other -> share(variant.draft, other));
    }

    void unpublish(Entry entry, String locale) {
        entry.in(locale).published = null;
    }

    void trash(Entry entry) {
        entry.trashed = true;
        entry.variants.values().forEach(variant -> variant.published = null);
    }

    /** The field's type changed to one that its values do not fit. */
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

    private static Map<String, String> shared(Map<String, String> values) {
        Map<String, String> shared = new HashMap<>(values);
        shared.keySet().retainAll(List.of("amount", "author"));
        return shared;
    }

    @SuppressWarnings("ReferenceEquality") // the same map needs no change
    private static void share(Map<String, String> from, Map<String, String> to) {
        if (from != to) {
            to.keySet().removeAll(List.of("amount", "author"));
            to.putAll(shared(from));
        }
    }

    /** What the edge must show of an article in a locale; empty if it must not be found. */
    Optional<Map<String, String>> document(Entry article, String locale) {
        Map<String, String> values = article.publishedIn(locale);
        if (values == null) {
            return Optional.empty();
        }
        Map<String, String> document = new TreeMap<>(values);
        document.put("locale", article.isPublicIn(locale) ? locale : "en");
        String author = document.remove("author");
        Map<String, String> of = author == null
                ? null
                : Objects.requireNonNull(entries.get(author)).publishedIn(locale);
        if (of != null) {
            document.put("author", of.getOrDefault("name", ""));
        }
        return Optional.of(document);
    }

    List<Entry> all(String type) {
        return new ArrayList<>(entries.values().stream().filter(entry -> entry.type.equals(type)).toList());
    }
}

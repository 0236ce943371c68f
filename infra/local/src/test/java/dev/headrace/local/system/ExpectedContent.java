package dev.headrace.local.system;

import static java.util.Comparator.reverseOrder;

import dev.headrace.local.system.ExpectedEntry.Variant;
import dev.headrace.local.system.ExpectedValues.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The expected state of articles, authors and notes after some edits, by a second implementation of the rules. Locales are
 * {@code en}, and {@code de} with an optional fallback to it. Titles and bodies are localized, slugs and the headings of
 * parts optionally; other values are shared.
 */
final class ExpectedContent {

    private static final List<String> SHARED = List.of("amount", "author", "related", "remark");

    final Map<String, ExpectedEntry> entries = new LinkedHashMap<>();
    RandomModel.Options options = RandomModel.Options.FIRST;

    /** The draft that an edit in a locale is based on. */
    ExpectedValues draft(ExpectedEntry entry, String locale) {
        Variant variant = entry.variants.get(locale);
        return variant == null ? fresh(entry) : variant.draft;
    }

    private ExpectedValues fresh(ExpectedEntry entry) {
        return entry.variants.values().stream().findFirst()
                .map(other -> share(entry, other.draft, ExpectedValues.NONE)).orElse(ExpectedValues.NONE);
    }

    void edit(ExpectedEntry entry, String locale, ExpectedValues values) {
        replaceDraft(entry, locale, draft(entry, locale).with(values));
    }

    void copy(ExpectedEntry entry, String from, String to) {
        replaceDraft(entry, to, entry.in(from).draft);
    }

    private void replaceDraft(ExpectedEntry entry, String locale, ExpectedValues values) {
        entry.variants.computeIfAbsent(locale, _ -> new Variant()).draft = values;
        entry.variants.values().forEach(other -> other.draft = share(entry, values, other.draft));
    }

    void restore(ExpectedEntry entry, String locale, int revision) {
        bringBack(entry, locale, Objects.requireNonNull(entry.in(locale).revisions.get(revision)));
    }

    void discard(ExpectedEntry entry, String locale) {
        bringBack(entry, locale, Objects.requireNonNull(entry.in(locale).published));
    }

    /** Parts that come back get their last headings in the other locales. */
    private void bringBack(ExpectedEntry entry, String locale, ExpectedValues values) {
        entry.in(locale).draft = values;
        entry.variants.values().forEach(other -> other.draft = share(entry, values, other.draft, other::lastPart));
    }

    ExpectedEntry duplicate(ExpectedEntry entry, String id) {
        ExpectedEntry copy = new ExpectedEntry(entry.type, id);
        entry.variants.forEach((locale, variant) -> {
            Variant fresh = new Variant();
            fresh.draft = titledAsCopy(entry.type, variant.draft);
            copy.variants.put(locale, fresh);
        });
        entries.put(id, copy);
        return copy;
    }

    private static ExpectedValues titledAsCopy(String type, ExpectedValues draft) {
        String field = type.equals("article") ? "title" : "name";
        String title = draft.plain().getOrDefault(field, "");
        return title.isEmpty() ? draft : draft.with(field, title + " (copy)");
    }

    /** Whether the draft can be published: a restored amount may have the field's former type. */
    boolean isValid(ExpectedEntry entry, String locale) {
        String amount = entry.in(locale).draft.plain().get("amount");
        return amount == null || amount.startsWith(options.amountType());
    }

    void publish(ExpectedEntry entry, String locale) {
        ExpectedValues draft = entry.in(locale).draft;
        entry.in(locale).published = draft;
        sharePublished(entry, draft);
    }

    void unpublish(ExpectedEntry entry, String locale) {
        entry.in(locale).published = null;
    }

    void trash(ExpectedEntry entry) {
        entry.trashed = true;
        entry.variants.values().forEach(variant -> variant.published = null);
    }

    /** The model has changed. */
    void adapt(RandomModel.Options changed) {
        RandomModel.Options before = options;
        options = changed;
        if (!changed.amountType().equals(before.amountType())) {
            change(values -> values.with("amount", ""));
        }
        if (before.quotes() && !changed.quotes()) {
            dropQuotes();
        }
        if (!changed.german()) {
            entries.values().forEach(entry -> entry.variants.remove("de"));
        }
        if ((before.localizedSlugs() && !changed.localizedSlugs())
                || (before.localizedHeadings() && !changed.localizedHeadings())) {
            all("article").forEach(this::shareFirst);
        }
        if (!changed.notes()) {
            entries.values().removeIf(entry -> entry.type.equals("note"));
        }
    }

    private void change(UnaryOperator<ExpectedValues> change) {
        for (ExpectedEntry entry : entries.values()) {
            for (Variant variant : entry.variants.values()) {
                variant.draft = change.apply(variant.draft);
                variant.published = variant.published == null ? null : change.apply(variant.published);
            }
        }
    }

    /** A block type that is added again is another one, so the blocks of revisions do not come back either. */
    private void dropQuotes() {
        UnaryOperator<ExpectedValues> drop = values -> values.with(ExpectedValues.BODY, values
                .list(ExpectedValues.BODY).stream().filter(block -> !block.type().equals("quote")).toList());
        change(drop);
        entries.values().forEach(entry -> entry.variants.values()
                .forEach(variant -> variant.revisions.replaceAll((_, values) -> drop.apply(values))));
    }

    /** The values of the first locale, which are shared now, are those of all locales. */
    private void shareFirst(ExpectedEntry entry) {
        List<Variant> inOrder = entry.variants.entrySet().stream().sorted(Map.Entry.comparingByKey(reverseOrder()))
                .map(Map.Entry::getValue).toList();
        ExpectedValues draft = inOrder.getFirst().draft;
        inOrder.forEach(each -> each.draft = share(entry, draft, each.draft));
        inOrder.stream().map(each -> each.published).filter(Objects::nonNull).findFirst()
                .ifPresent(first -> sharePublished(entry, first));
    }

    private void sharePublished(ExpectedEntry entry, ExpectedValues from) {
        for (Variant each : entry.variants.values()) {
            each.published = each.published == null ? null : share(entry, from, each.published);
        }
    }

    private ExpectedValues share(ExpectedEntry entry, ExpectedValues from, ExpectedValues to) {
        return share(entry, from, to, _ -> Optional.empty());
    }

    /**
     * The values of one locale with the shared ones of another.
     *
     * @param earlierPart the last part of the locale with a key
     */
    private ExpectedValues share(ExpectedEntry entry, ExpectedValues from, ExpectedValues to,
            Function<String, Optional<Element>> earlierPart) {
        Map<String, String> plain = new TreeMap<>(to.plain());
        plain.keySet().removeIf(name -> isShared(entry, name));
        from.plain().forEach((name, value) -> {
            if (isShared(entry, name)) {
                plain.put(name, value);
            }
        });
        List<Element> parts = ExpectedParts.shared(from.list(ExpectedValues.PARTS), to.list(ExpectedValues.PARTS),
                options.localizedHeadings(), earlierPart);
        return new ExpectedValues(plain, to.lists()).with(ExpectedValues.PARTS, parts);
    }

    private boolean isShared(ExpectedEntry entry, String name) {
        return entry.type.equals("note")
                ? name.equals("name")
                : SHARED.contains(name) || (name.equals("slug") && !options.localizedSlugs());
    }

    /** What the edge must serve of an entry in a locale, before references are resolved; null if it must be a 404. */
    @Nullable
    ExpectedValues publishedIn(@Nullable ExpectedEntry entry, String locale) {
        if (entry == null) {
            return null;
        }
        Variant own = entry.variants.get(locale);
        if (own != null && own.published != null) {
            return own.published;
        }
        Variant english = options.fallback() ? entry.variants.get("en") : null;
        return english == null ? null : english.published;
    }

    List<ExpectedEntry> all() {
        return new ArrayList<>(entries.values());
    }

    List<ExpectedEntry> all(String type) {
        return new ArrayList<>(entries.values().stream().filter(entry -> entry.type.equals(type)).toList());
    }
}

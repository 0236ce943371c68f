package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.system.ExpectedEntry.Variant;
import dev.headrace.local.system.ExpectedValues.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Makes random edits one after the other and updates {@link ExpectedContent} accordingly. */
final class RandomEdits {

    private static final int MAX_ENTRIES = 24;

    private final Random random;
    private final CoreSession core;
    private final OperationLog log;
    private final RandomModel model;
    private final ExpectedContent expected;
    private final RandomValues values;
    private final EntryJson json;
    /** Includes deleted entries, which must not be found. */
    private final Set<String> paths = new LinkedHashSet<>();

    RandomEdits(Random random, CoreSession core, OperationLog log, RandomModel model, ExpectedContent expected) {
        this.random = random;
        this.core = core;
        this.log = log;
        this.model = model;
        this.expected = expected;
        this.values = new RandomValues(random, model, expected);
        this.json = new EntryJson(model);
    }

    /** {@code type/id} of all entries that were ever created. */
    Set<String> paths() {
        return paths;
    }

    void createSome() {
        List.of("author", "author", "author", "note", "note").forEach(this::create);
        for (int article = 0; article < 5; article++) {
            create("article");
        }
    }

    void one() {
        List.of("author", "article").stream().filter(type -> expected.all(type).stream().allMatch(each -> each.trashed))
                .forEach(this::create);
        ExpectedEntry entry = pick(random.nextBoolean() ? expected.all("article") : expected.all());
        if (entry.trashed) {
            editTrashed(entry);
        } else {
            edit(entry, pick(model.locales()), random.nextInt(100));
        }
        if (expected.entries.containsKey(entry.id)) {
            checkDrafts(entry);
        }
    }

    private void editTrashed(ExpectedEntry entry) {
        int die = random.nextInt(10);
        if (die < 5) {
            core.call("POST", entry.path() + "/untrash", "");
            entry.trashed = false;
        } else if (die < 7) {
            core.call("DELETE", entry.path() + "?purge=true&force=true", "");
            expected.entries.remove(entry.id);
        }
    }

    private void edit(ExpectedEntry entry, String locale, int die) {
        if (die < 35 || !entry.isWrittenIn(locale)) {
            save(entry, locale);
        } else if (die < 55) {
            publish(entry, locale);
        } else if (die < 60) {
            publishAll(entry);
        } else if (die < 68 && entry.isPublicIn(locale)) {
            core.call("POST", entry.path() + "/unpublish?locale=" + locale, ending(entry, locale));
            expected.unpublish(entry, locale);
        } else if (die < 70 && entry.isPublic()) {
            core.call("POST", entry.path() + "/unpublish?locale=*", "");
            entry.variants.keySet().forEach(each -> expected.unpublish(entry, each));
        } else if (die < 73 && entry.isPublicIn(locale)) {
            // With another notice if it is withdrawn already; publishing reinstates it.
            core.call("POST", entry.path() + "/withdraw?locale=" + locale, "{\"notice\": \"Notice " + die + "\"}");
        } else if (die < 80) {
            restore(entry, locale);
        } else if (die < 84 && entry.isPublicIn(locale)) {
            core.call("POST", entry.path() + "/discard?locale=" + locale, "");
            expected.discard(entry, locale);
        } else if (die < 89) {
            copy(entry, locale, pick(model.locales()));
        } else if (die < 93) {
            duplicate(entry);
        } else {
            core.call("DELETE", entry.path() + "?force=true", "");
            expected.trash(entry);
        }
    }

    /** What readers get for an entry that is unpublished; {@link EndedRows} checks it. */
    private String ending(ExpectedEntry entry, String locale) {
        List<ExpectedEntry> others = expected.all().stream()
                .filter(other -> !other.equals(entry) && other.isPublicIn(locale)).toList();
        return switch (random.nextInt(5)) {
            case 0 -> "{\"as\": \"gone\"}";
            case 1 -> "{\"as\": \"redirect\", \"to\": \"/elsewhere\"}";
            case 2, 3 -> others.isEmpty() ? "" : "{\"as\": \"redirect\", \"to\": \"" + pick(others).id + "\"}";
            default -> "";
        };
    }

    private void copy(ExpectedEntry entry, String from, String to) {
        String path = entry.path() + "/locales/" + to + "/copy?from=" + from;
        if (from.equals(to)) {
            core.expectRejection("POST", path, "");
        } else if (entry.isWrittenIn(to)) {
            core.callIfPresent("POST", path, "");
            expected.copy(entry, from, to);
        } else {
            core.call("POST", path, "");
            expected.copy(entry, from, to);
        }
    }

    private void save(ExpectedEntry entry, String locale) {
        ExpectedValues draft = expected.draft(entry, locale);
        ExpectedValues edit = values.edit(entry.type, draft);
        JsonNode saved = core.call("PATCH", entry.path() + "?locale=" + locale, json.write(edit));
        expected.edit(entry, locale, stored(edit, draft, saved));
    }

    /** What a saved edit of a draft has stored. */
    private ExpectedValues stored(ExpectedValues edit, ExpectedValues draft, JsonNode saved) {
        ExpectedValues answered = json.read(saved.path("fields"));
        Map<String, List<Element>> lists = new TreeMap<>();
        edit.lists().forEach((name, sent) -> lists.put(name,
                ExpectedParts.withKeys(
                        ExpectedParts.patched(sent, draft.list(name)), draft.list(name), answered.list(name))));
        return new ExpectedValues(edit.plain(), lists);
    }

    private void publish(ExpectedEntry entry, String locale) {
        String path = entry.path() + "/publish?locale=" + locale;
        if (expected.isValid(entry, locale)) {
            core.call("POST", path, "");
            expected.publish(entry, locale);
        } else {
            core.expectRejection("POST", path, "");
        }
    }

    private void publishAll(ExpectedEntry entry) {
        List<String> valid = model.locales().stream().filter(entry::isWrittenIn)
                .filter(locale -> expected.isValid(entry, locale)).toList();
        if (valid.isEmpty()) {
            core.expectRejection("POST", entry.path() + "/publish?locale=*", "");
        } else {
            core.call("POST", entry.path() + "/publish?locale=*", "");
            valid.forEach(locale -> expected.publish(entry, locale));
        }
    }

    private void restore(ExpectedEntry entry, String locale) {
        Variant variant = entry.in(locale);
        List<Integer> bringingBack = variant.revisionsWithLostParts();
        int revision = pick(bringingBack.isEmpty() || random.nextBoolean()
                ? List.copyOf(variant.revisions.keySet())
                : bringingBack);
        core.call("POST", entry.path() + "/revisions/" + revision + "/restore?locale=" + locale, "");
        expected.restore(entry, locale, revision);
    }

    private void duplicate(ExpectedEntry entry) {
        if (expected.entries.size() < MAX_ENTRIES) {
            JsonNode copy = core.call("POST", entry.path() + "/duplicate", "");
            paths.add(entry.type + "/" + copy.path("id").stringValue());
            checkDrafts(expected.duplicate(entry, copy.path("id").stringValue()));
        }
    }

    private void create(String type) {
        ExpectedValues edit = values.edit(type, ExpectedValues.NONE);
        JsonNode created = core.call("POST", "/api/entries/" + type, json.write(edit));
        ExpectedEntry entry = new ExpectedEntry(type, created.path("id").stringValue());
        paths.add(type + "/" + entry.id);
        expected.entries.put(entry.id, entry);
        expected.edit(entry, "en", stored(edit, ExpectedValues.NONE, created));
        checkDrafts(entry);
    }

    void changeModel() {
        boolean hadNotes = model.options().notes();
        model.change(random);
        log.add("model: " + model.yaml().replaceAll("\\s+", " "));
        core.apply(model.yaml(), true);
        expected.adapt(model.options());
        if (model.options().notes() && !hadNotes) {
            create("note");
        }
        expected.all().forEach(this::checkDrafts);
    }

    private void checkDrafts(ExpectedEntry entry) {
        for (Map.Entry<String, Variant> each : entry.variants.entrySet()) {
            JsonNode variant = core.call("GET", entry.path() + "?locale=" + each.getKey(), "");
            ExpectedValues draft = each.getValue().draft;
            assertThat(json.read(variant.path("fields"))).as(log::toString).isEqualTo(draft);
            // Absent only, because model changes alter drafts but not revisions.
            each.getValue().revisions.putIfAbsent(variant.path("version").intValue(), draft);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

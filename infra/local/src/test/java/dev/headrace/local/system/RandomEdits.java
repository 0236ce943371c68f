package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.system.ExpectedContent.Entry;
import dev.headrace.local.system.ExpectedContent.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes random edits one after the other and updates {@link ExpectedContent} accordingly. */
final class RandomEdits {

    private static final int MAX_ENTRIES = 24;
    private static final int SLUGS = 5;

    private final Random random;
    private final CoreSession core;
    private final OperationLog log;
    private final RandomModel model;
    private final ExpectedContent expected;
    /** Includes deleted entries, which must not be found. */
    private final Set<String> paths = new LinkedHashSet<>();

    RandomEdits(Random random, CoreSession core, OperationLog log, RandomModel model, ExpectedContent expected) {
        this.random = random;
        this.core = core;
        this.log = log;
        this.model = model;
        this.expected = expected;
    }

    /** {@code type/id} of all entries that were ever created. */
    Set<String> paths() {
        return paths;
    }

    void createSome() {
        List.of("author", "author", "author", "note", "note").forEach(this::create);
        for (int article = 0; article < 8; article++) {
            create("article");
        }
    }

    void one() {
        if (expected.all("author").stream().allMatch(author -> author.trashed)) {
            create("author");
        }
        Entry entry = pick(expected.all());
        if (entry.trashed) {
            editTrashed(entry);
        } else {
            edit(entry, pick(model.locales()), random.nextInt(100));
        }
        if (expected.entries.containsKey(entry.id)) {
            checkDrafts(entry);
        }
    }

    private void editTrashed(Entry entry) {
        int die = random.nextInt(10);
        if (die < 5) {
            core.call("POST", entry.path() + "/untrash", "");
            entry.trashed = false;
        } else if (die < 7) {
            core.call("DELETE", entry.path() + "?purge=true&force=true", "");
            expected.entries.remove(entry.id);
        }
    }

    private void edit(Entry entry, String locale, int die) {
        if (die < 35 || !entry.isWrittenIn(locale)) {
            save(entry, locale);
        } else if (die < 55) {
            publish(entry, locale);
        } else if (die < 60) {
            publishAll(entry);
        } else if (die < 68 && entry.isPublicIn(locale)) {
            core.call("POST", entry.path() + "/unpublish?locale=" + locale, "");
            expected.unpublish(entry, locale);
        } else if (die < 70 && entry.isPublic()) {
            core.call("POST", entry.path() + "/unpublish?locale=*", "");
            entry.variants.keySet().forEach(each -> expected.unpublish(entry, each));
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

    private void copy(Entry entry, String from, String to) {
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

    private void save(Entry entry, String locale) {
        Map<String, String> values = randomValues(entry.type);
        core.call("PATCH", entry.path() + "?locale=" + locale, body(values));
        expected.edit(entry, locale, values);
    }

    private void publish(Entry entry, String locale) {
        String path = entry.path() + "/publish?locale=" + locale;
        if (ExpectedContent.isValid(entry, locale, model.amountType())) {
            core.call("POST", path, "");
            expected.publish(entry, locale);
        } else {
            core.expectRejection("POST", path, "");
        }
    }

    private void publishAll(Entry entry) {
        List<String> valid = model.locales().stream().filter(entry::isWrittenIn)
                .filter(locale -> ExpectedContent.isValid(entry, locale, model.amountType())).toList();
        if (valid.isEmpty()) {
            core.expectRejection("POST", entry.path() + "/publish?locale=*", "");
        } else {
            core.call("POST", entry.path() + "/publish?locale=*", "");
            valid.forEach(locale -> expected.publish(entry, locale));
        }
    }

    private void restore(Entry entry, String locale) {
        int revision = pick(new ArrayList<>(entry.in(locale).revisions.keySet()));
        core.call("POST", entry.path() + "/revisions/" + revision + "/restore?locale=" + locale, "");
        expected.restore(entry, locale, revision);
    }

    private void duplicate(Entry entry) {
        if (expected.entries.size() < MAX_ENTRIES) {
            JsonNode copy = core.call("POST", entry.path() + "/duplicate", "");
            paths.add(entry.type + "/" + copy.path("id").stringValue());
            checkDrafts(expected.duplicate(entry, copy.path("id").stringValue()));
        }
    }

    void create(String type) {
        Map<String, String> values = randomValues(type);
        JsonNode created = core.call("POST", "/api/entries/" + type, body(values));
        Entry entry = new Entry(type, created.path("id").stringValue());
        paths.add(type + "/" + entry.id);
        expected.entries.put(entry.id, entry);
        expected.edit(entry, "en", values);
        checkDrafts(entry);
    }

    Map<String, String> randomValues(String type) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!type.equals("article")) {
            values.put("name", "Name " + random.nextInt(20));
            return values;
        }
        values.put("title", "Title " + random.nextInt(1_000_000));
        if (random.nextInt(3) == 0) {
            // Few distinct slugs, so that entries compete for them.
            values.put("slug", random.nextInt(4) == 0 ? "" : "slug-" + random.nextInt(SLUGS));
        }
        if (random.nextBoolean()) {
            values.put("amount", model.amountType() + random.nextInt(100));
        }
        if (random.nextInt(3) == 0) {
            values.put("remark", "Remark " + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            values.put("author", random.nextInt(4) == 0 ? "" : pick(available("author")).id);
        }
        if (random.nextInt(3) == 0) {
            Set<String> related = new LinkedHashSet<>();
            List<Entry> candidates = available("author", "article", "note");
            for (int i = random.nextInt(4); i > 0; i--) {
                related.add(pick(candidates).id);
            }
            values.put("related", String.join(",", related));
        }
        return values;
    }

    private List<Entry> available(String... types) {
        return expected.all().stream().filter(entry -> !entry.trashed && List.of(types).contains(entry.type)).toList();
    }

    void changeModel() {
        String formerType = model.amountType();
        boolean hadNotes = model.hasNotes();
        boolean hadLocalizedSlugs = model.localizedSlugs();
        model.change(random);
        log.add("model: " + model.yaml().replaceAll("\\s+", " "));
        core.apply(model.yaml(), true);
        expected.fallback = model.fallback();
        if (!model.amountType().equals(formerType)) {
            expected.dropAmounts();
        }
        expected.localizedSlugs = model.localizedSlugs();
        expected.privateRemarks = model.privateRemarks();
        if (!model.locales().contains("de")) {
            expected.dropLocale("de");
        }
        if (hadLocalizedSlugs && !model.localizedSlugs()) {
            expected.shareSlugs();
        }
        if (!model.hasNotes()) {
            expected.dropNotes();
        } else if (!hadNotes) {
            create("note");
        }
    }

    private void checkDrafts(Entry entry) {
        for (Map.Entry<String, Variant> each : entry.variants.entrySet()) {
            JsonNode variant = core.call("GET", entry.path() + "?locale=" + each.getKey(), "");
            assertThat(values(variant.path("fields"))).as(log::toString).isEqualTo(each.getValue().draft);
            // Absent only, because model changes alter drafts but not revisions.
            each.getValue().revisions.putIfAbsent(variant.path("version").intValue(),
                    new TreeMap<>(each.getValue().draft));
        }
    }

    /** Values keyed by fixed names, without empty ones. */
    Map<String, String> values(JsonNode from) {
        Map<String, String> values = new TreeMap<>();
        Map.of("title", "title", "name", "name", "slug", "slug", "amount", model.amount(), "author", "author",
                "related", "related", "remark", "remark").forEach((name, present) -> {
                    String text = text(from.path(present));
                    if (!text.isEmpty()) {
                        values.put(name,
                                (name.equals("amount") ? from.path(present).isNumber() ? "number" : "text" : "")
                                        + text);
                    }
                });
        return values;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> ids = new ArrayList<>();
            value.forEach(element -> ids.add(text(element)));
            return String.join(",", ids);
        }
        return value.isObject() ? value.path("id").stringValue() : value.asString("");
    }

    String body(Map<String, String> values) {
        ObjectNode fields = LocalCore.JSON.createObjectNode();
        values.forEach((name, value) -> {
            if (name.equals("related")) {
                List.of(value.split(",")).stream().filter(id -> !id.isEmpty())
                        .forEach(fields.withArray("/related")::add);
                if (value.isEmpty()) {
                    fields.putArray(name);
                }
            } else if (value.isEmpty()) {
                fields.putNull(name);
            } else if (value.startsWith("number")) {
                fields.put(model.amount(), Integer.parseInt(value.substring("number".length())));
            } else if (name.equals("amount")) {
                fields.put(model.amount(), value.substring("text".length()));
            } else {
                fields.put(name, value);
            }
        });
        return LocalCore.JSON.createObjectNode().set("fields", fields).toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

package dev.headrace.local.system;

import dev.headrace.local.system.CoreSession.Answer;
import dev.headrace.local.system.ExpectedValues.Element;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Random edits of one of several threads that share all entries. A call may be rejected because of another thread's edit;
 * it must not fail.
 */
final class ConcurrentEdits {

    private final Random random;
    private final CoreSession core;
    private final OperationLog log;
    private final RandomModel model;
    private final List<String> entries;
    private final Set<String> paths;
    private final RandomElements elements;

    ConcurrentEdits(Random random, CoreSession core, OperationLog log, RandomModel model, List<String> entries,
            Set<String> paths) {
        this.random = random;
        this.core = core;
        this.log = log;
        this.model = model;
        this.entries = entries;
        this.paths = paths;
        this.elements = new RandomElements(random, model, () -> entryId(entry -> entry.contains("/author/")));
    }

    void one() {
        String entry = entries.get(random.nextInt(entries.size()));
        String locale = random.nextBoolean() ? "en" : "de";
        int die = random.nextInt(100);
        if (die < 25) {
            save(entry, locale);
        } else if (die < 50) {
            core.attempt("POST", entry + "/publish?locale=" + (random.nextInt(4) == 0 ? "*" : locale), "");
        } else if (die < 54) {
            core.attempt("POST", entry + "/withdraw?locale=" + locale, "{\"notice\": \"Notice " + die + "\"}");
        } else if (die < 56) {
            core.attempt("POST", entry + "/reinstate?locale=" + locale, "");
        } else if (die < 68) {
            core.attempt("POST", entry + "/unpublish?locale=" + (random.nextInt(4) == 0 ? "*" : locale), ending());
        } else if (die < 74) {
            core.attempt("POST", entry + "/revisions/" + (1 + random.nextInt(5)) + "/restore?locale=" + locale, "");
        } else if (die < 78) {
            core.attempt("POST", entry + "/discard?locale=" + locale, "");
        } else if (die < 82) {
            core.attempt("POST", entry + "/locales/" + locale + "/copy?from=en", "");
        } else if (die < 84) {
            duplicate(entry);
        } else if (die < 89) {
            core.attempt("DELETE", entry + "?force=true", "");
        } else if (die < 90) {
            core.attempt("DELETE", entry + "?purge=true&force=true", "");
        } else if (die < 98) {
            core.attempt("POST", entry + "/untrash", "");
        } else {
            changeModel(die == 99);
        }
    }

    /** Redirects to entries that are not published at that time are rejected. */
    private String ending() {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"as\": \"gone\"}";
            case 1, 2 -> "{\"as\": \"redirect\", \"to\": \"" + entryId(_ -> true) + "\"}";
            default -> "";
        };
    }

    private void save(String entry, String locale) {
        ExpectedValues values = entry.contains("/article/")
                ? article()
                : new ExpectedValues(Map.of("name", "Name " + random.nextInt(20)), Map.of());
        core.attempt("PATCH", entry + "?locale=" + locale, write(values));
    }

    private ExpectedValues article() {
        Map<String, String> plain = Map.of("title", "Title " + random.nextInt(1_000), "slug",
                "slug-" + random.nextInt(5), "related", maybe(entryId(entry -> !entry.contains("/note/"))));
        Map<String, List<Element>> lists = new TreeMap<>();
        // Replaces all parts, since the current ones are unknown; keys are often the same.
        if (random.nextBoolean()) {
            lists.put(ExpectedValues.PARTS, elements.changedParts(List.of()));
        }
        if (random.nextInt(3) == 0) {
            lists.put(ExpectedValues.BODY, elements.changedBody(List.of()));
        }
        return new ExpectedValues(plain, lists);
    }

    private String maybe(String id) {
        return random.nextInt(3) == 0 ? "" : id;
    }

    private String write(ExpectedValues values) {
        synchronized (model) {
            return new EntryJson(model).write(values);
        }
    }

    private String entryId(Predicate<String> which) {
        List<String> candidates = entries.stream().filter(which).toList();
        String picked = candidates.get(random.nextInt(candidates.size()));
        return picked.substring(picked.lastIndexOf('/') + 1);
    }

    private void duplicate(String entry) {
        Answer copy = core.attempt("POST", entry + "/duplicate", "");
        if (copy.status() == 201) {
            String[] parts = entry.split("/", -1);
            synchronized (paths) {
                paths.add(parts[3] + "/" + copy.json().path("id").stringValue());
            }
        }
    }

    private void changeModel(boolean rebuild) {
        if (rebuild) {
            core.attempt("POST", "/api/rebuild", "");
            return;
        }
        synchronized (model) {
            model.change(random);
            log.add("model: " + model.yaml().replaceAll("\\s+", " "));
            core.apply(model.yaml(), true);
        }
    }
}

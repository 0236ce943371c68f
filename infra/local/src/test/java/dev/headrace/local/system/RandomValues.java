package dev.headrace.local.system;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Random values to save. */
final class RandomValues {

    private static final int SLUGS = 5;

    private final Random random;
    private final RandomModel model;
    private final ExpectedContent expected;
    private final RandomElements elements;

    RandomValues(Random random, RandomModel model, ExpectedContent expected) {
        this.random = random;
        this.model = model;
        this.expected = expected;
        this.elements = new RandomElements(random, model, () -> pick(available("author")).id);
    }

    /** An edit of a draft. */
    ExpectedValues edit(String type, ExpectedValues draft) {
        return type.equals("article")
                ? new ExpectedValues(articleValues(), lists(draft))
                : new ExpectedValues(Map.of("name", "Name " + random.nextInt(20)), Map.of());
    }

    private Map<String, String> articleValues() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", "Title " + random.nextInt(1_000_000));
        if (random.nextInt(3) == 0) {
            // Few distinct slugs, so that entries compete for them.
            values.put("slug", random.nextInt(4) == 0 ? "" : "slug-" + random.nextInt(SLUGS));
        }
        if (random.nextBoolean()) {
            values.put("amount", model.options().amountType() + random.nextInt(100));
        }
        if (random.nextInt(3) == 0) {
            values.put("remark", "Remark " + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            values.put("author", random.nextInt(4) == 0 ? "" : pick(available("author")).id);
        }
        if (random.nextInt(3) == 0) {
            values.put("related", related());
        }
        return values;
    }

    private String related() {
        Set<String> related = new LinkedHashSet<>();
        List<ExpectedEntry> candidates = available("author", "article", "note");
        for (int i = random.nextInt(4); i > 0; i--) {
            related.add(pick(candidates).id);
        }
        return String.join(",", related);
    }

    private Map<String, List<ExpectedValues.Element>> lists(ExpectedValues draft) {
        Map<String, List<ExpectedValues.Element>> lists = new TreeMap<>();
        if (random.nextInt(3) > 0) {
            lists.put(ExpectedValues.PARTS, elements.changedParts(draft.list(ExpectedValues.PARTS)));
        }
        if (random.nextInt(3) == 0) {
            lists.put(ExpectedValues.BODY, elements.changedBody(draft.list(ExpectedValues.BODY)));
        }
        return lists;
    }

    private List<ExpectedEntry> available(String... types) {
        return expected.all().stream().filter(entry -> !entry.trashed && List.of(types).contains(entry.type)).toList();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

package dev.headrace.admin.schema;

import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Rejects fields that become unique although several entries share a value. */
final class UniqueRules {

    private final ContentType present;
    private final ContentType target;
    private final Locales locales;
    private final AffectedEntries counts;
    private final ModelProblems problems;
    private final Set<String> claimed;

    /**
     * @param target the type after the change; its fields have the ids of the current ones they match
     * @param locales after the change
     */
    UniqueRules(ContentType present, ContentType target, Locales locales, AffectedEntries counts,
            ModelProblems problems) {
        this.present = present;
        this.target = target;
        this.locales = locales;
        this.counts = counts;
        this.problems = problems;
        this.claimed = target.uniqueSince(present).stream().map(Field::id).collect(Collectors.toSet());
    }

    /** @param pointer the location of the type's definition */
    void check(String pointer) {
        if (!claimed.isEmpty()) {
            target.fields().values()
                    .forEach(field -> check(field, field, pointer + "/fields/" + field.name()));
        }
    }

    private void check(Field field, Field topLevel, String pointer) {
        if (claimed.contains(field.id())) {
            counts.notUnique(present, topLevel, field.id(), locales)
                    .ifPresent(problem -> problems.add(pointer + "/unique", problem));
        }
        field.groupFields().ifPresent(nested -> check(nested, topLevel, pointer + "/fields/"));
        field.blocks().ifPresent(blocks -> blocks.values().forEach(
                block -> check(block.fields(), topLevel, pointer + "/of/" + block.name() + "/fields/")));
    }

    private void check(SequencedMap<String, Field> nested, Field topLevel, String pointer) {
        nested.values().forEach(field -> check(field, topLevel, pointer + field.name()));
    }
}

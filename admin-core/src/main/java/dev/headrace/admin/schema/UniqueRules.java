package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Rejects fields that become unique although several entries share a value. */
final class UniqueRules {

    private final ContentType present;
    private final ContentType wanted;
    private final Locales locales;
    private final Collection<StoredValues> stored;
    private final Problems problems;
    private final Set<String> claimed;

    /**
     * @param wanted the type after the change; its fields have the ids of the current ones they match
     * @param locales after the change
     */
    UniqueRules(ContentType present, ContentType wanted, Locales locales, Collection<StoredValues> stored,
            Problems problems) {
        this.present = present;
        this.wanted = wanted;
        this.locales = locales;
        this.stored = stored;
        this.problems = problems;
        this.claimed = wanted.uniqueSince(present).stream().map(Field::id).collect(Collectors.toSet());
    }

    /** @param pointer the location of the type's definition */
    void check(String pointer) {
        if (!claimed.isEmpty()) {
            wanted.fields().values()
                    .forEach(field -> check(field, field, pointer + "/fields/" + field.name()));
        }
    }

    private void check(Field field, Field around, String pointer) {
        if (claimed.contains(field.id())) {
            SharedUniques uniques = new SharedUniques(around, field.id(), locales);
            stored.forEach(values -> values.addUniques(present, uniques));
            uniques.problem().ifPresent(problem -> problems.add(pointer + "/unique", problem));
        }
        field.groupFields().ifPresent(nested -> check(nested, around, pointer + "/fields/"));
        field.blocks().ifPresent(blocks -> blocks.values().forEach(
                block -> check(block.fields(), around, pointer + "/of/" + block.name() + "/fields/")));
    }

    private void check(SequencedMap<String, Field> nested, Field around, String pointer) {
        nested.values().forEach(field -> check(field, around, pointer + field.name()));
    }
}

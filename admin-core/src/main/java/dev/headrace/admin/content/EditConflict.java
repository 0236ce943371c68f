package dev.headrace.admin.content;

import dev.headrace.admin.schema.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An edit of a draft that somebody else saved in the meantime. Values that only one of the two changed are merged. Values
 * that both changed are contested: they keep the value of the edit until the editor decides.
 *
 * @param merged the values in API form
 * @param taken the top-level fields with changes of the other person's only
 * @param contested the top-level fields that both changed to different values
 */
record EditConflict(ObjectNode merged, List<String> taken, List<String> contested) {

    /**
     * Merges two edits of the same values, all in API form.
     *
     * @param before the values that both are based on
     */
    static EditConflict of(ObjectNode before, ObjectNode mine, ObjectNode theirs) {
        ObjectNode base = object(before);
        ObjectNode edited = object(mine);
        ObjectNode other = object(theirs);
        List<String> contested = names(edited, other).stream()
                .filter(name -> contested(base.path(name), edited.path(name), other.path(name))).toList();
        List<String> taken = names(base, other).stream().filter(name -> !contested.contains(name)
                && !Values.same(base.path(name), other.path(name))
                && !Values.same(edited.path(name), other.path(name))).toList();
        return new EditConflict(Values.rebase(base, edited, other), taken, contested);
    }

    /** Adds contested fields of an earlier conflict that have not been decided. */
    EditConflict and(List<String> undecided) {
        return new EditConflict(merged, taken,
                Stream.concat(contested.stream(), undecided.stream()).distinct().toList());
    }

    /** Decides a contested field: takes the other person's value. */
    EditConflict take(String name, ObjectNode theirs) {
        ObjectNode decided = merged.deepCopy();
        if (theirs.has(name)) {
            decided.set(name, theirs.get(name));
        } else {
            decided.remove(name);
        }
        return new EditConflict(decided, Stream.concat(taken.stream(), Stream.of(name)).distinct().toList(),
                contested.stream().filter(each -> !each.equals(name)).toList());
    }

    /** Both changed a value, or a part of a group. Lists are compared as a whole. */
    private static boolean contested(JsonNode before, JsonNode mine, JsonNode theirs) {
        if (Values.same(mine, before) || Values.same(theirs, before) || Values.same(mine, theirs)) {
            return false;
        }
        return !mine.isObject() || !theirs.isObject() || names(mine, theirs).stream()
                .anyMatch(name -> contested(before.path(name), mine.path(name), theirs.path(name)));
    }

    private static SequencedSet<String> names(JsonNode one, JsonNode other) {
        SequencedSet<String> names = new LinkedHashSet<>(one.propertyNames());
        names.addAll(other.propertyNames());
        return names;
    }

    private static ObjectNode object(ObjectNode values) {
        return nonEmpty(values) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** The value without its empty parts: a form has null where an entry has nothing. */
    private static JsonNode nonEmpty(JsonNode value) {
        if (value.isObject()) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            value.forEachEntry((name, each) -> {
                JsonNode inner = nonEmpty(each);
                if (!inner.isMissingNode()) {
                    kept.set(name, inner);
                }
            });
            return kept.isEmpty() ? MissingNode.getInstance() : kept;
        }
        if (value.isArray() && !value.isEmpty()) {
            return JsonNodeFactory.instance.arrayNode()
                    .addAll(value.valueStream().map(EditConflict::nonEmpty).toList());
        }
        return value.isNull() || value.isArray() ? MissingNode.getInstance() : value;
    }
}

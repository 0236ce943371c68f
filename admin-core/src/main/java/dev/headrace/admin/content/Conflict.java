package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Somebody saved an entry while another person was editing it.
 *
 * @param theirs the entry as it is now
 * @param differences the fields in which it is not what the other person has in the form
 */
record Conflict(Entry theirs, List<Difference> differences) {

    /** @param texts what stands in the field of the entry as it is now */
    record Difference(String name, String label, List<String> texts) {}

    static Conflict between(ContentType type, Entry theirs, Map<String, List<String>> mine) {
        JsonNode own = FieldTexts.values(type, mine);
        Map<String, List<String>> now = FieldTexts.of(type, theirs.fields());
        List<Difference> differences = type.fields().values().stream()
                .filter(field -> !now.getOrDefault(field.name(), List.of())
                        .equals(FieldTexts.of(type, own).getOrDefault(field.name(), List.of())))
                .map(field -> new Difference(field.name(), field.label(), now.getOrDefault(field.name(), List.of())))
                .toList();
        return new Conflict(theirs, differences);
    }
}

package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Which entries a set of fields points at. */
public final class References {

    private References() {}

    /** All of them, each once. */
    public static List<UUID> ids(ContentType type, JsonNode fields) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Field field : type.fields().values()) {
            if (field.type() instanceof FieldType.Reference) {
                ids.addAll(ids(fields.path(field.name())));
            }
        }
        return List.copyOf(ids);
    }

    /** Those of one stored value: an id, an array of ids, or nothing. */
    public static List<UUID> ids(JsonNode value) {
        if (value.isString()) {
            return List.of(UUID.fromString(value.stringValue()));
        }
        List<UUID> ids = new ArrayList<>();
        value.forEach(element -> ids.add(UUID.fromString(element.stringValue())));
        return ids;
    }
}

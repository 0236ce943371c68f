package dev.headrace.admin.importing;

import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Files in different folders may bear the same name: the later one gets a number after its slug, and a note says so. */
@Component
class FreeSlug {

    private static final int MOST_TRIES = 1_000;

    private final UniqueValues unique;

    FreeSlug(UniqueValues unique) {
        this.unique = unique;
    }

    void ensure(ContentType type, ObjectNode fields, List<String> notes) {
        for (Field field : type.fields().values()) {
            String slug = fields.path(field.name()).asString("");
            if (field.type() instanceof FieldType.Slug && field.unique() && !slug.isEmpty()) {
                for (int number = 2; unique.isTaken(type.name(), field.name(), fields.path(field.name()).asString())
                        && number < MOST_TRIES; number++) {
                    fields.put(field.name(), slug + "-" + number);
                }
                if (!fields.path(field.name()).asString().equals(slug)) {
                    notes.add("the slug '" + slug + "' is taken; used '" + fields.path(field.name()).asString() + "'");
                }
            }
        }
    }
}

package dev.headrace.admin.importing;

import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Files in different folders may have the same name: the later one gets a number after its slug, and a note says so. */
@Component
class FreeSlug {

    private static final int MAX_TRIES = 1_000;

    private final UniqueValues unique;

    FreeSlug(UniqueValues unique) {
        this.unique = unique;
    }

    void ensure(ContentType type, String locale, ObjectNode fields, List<String> notes) {
        for (Field field : type.fields().values()) {
            String slug = fields.path(field.name()).asString("");
            if (field.isSlug() && field.unique() && !slug.isEmpty()) {
                String free = free(field, locale, slug);
                if (!free.equals(slug)) {
                    fields.put(field.name(), free);
                    notes.add("the slug '" + slug + "' is taken; used '" + free + "'");
                }
            }
        }
    }

    private String free(Field field, String locale, String slug) {
        String scope = UniqueValues.scope(field.localized(), locale);
        String candidate = slug;
        for (int number = 2; unique.isTaken(field.id(), scope, candidate) && number < MAX_TRIES; number++) {
            candidate = slug + "-" + number;
        }
        return candidate;
    }
}

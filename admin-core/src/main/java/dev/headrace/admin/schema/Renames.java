package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ContentType.Lists;
import dev.headrace.admin.schema.ContentType.Search;
import dev.headrace.admin.schema.ContentType.View;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Applies the renames of fields and blocks to the parts of a model that a file omits. */
final class Renames {

    private final Map<String, ContentType> present;
    private final Map<String, String> names = new HashMap<>();

    /** @param target types whose fields and blocks have the ids of the current ones they match */
    Renames(Map<String, ContentType> present, Map<String, ContentType> target) {
        this.present = present;
        target.values().forEach(type -> type.everyField().forEach(field -> {
            names.put(field.id(), field.name());
            field.blocks().ifPresent(blocks -> blocks.values().forEach(block -> names.put(block.id(), block.name())));
        }));
    }

    /** The new name of the field or block with an id. */
    String name(String id, String now) {
        return names.getOrDefault(id, now);
    }

    /** @param name a field's current name */
    String field(ContentType type, String name) {
        return type.field(name).map(field -> name(field.id(), name)).orElse(name);
    }

    SequencedMap<String, View> views(ContentType type) {
        SequencedMap<String, View> result = new LinkedHashMap<>();
        type.views().forEach((name, view) -> {
            SequencedMap<String, Optional<String>> include = new LinkedHashMap<>();
            view.include().forEach((path, named) -> IncludePaths.renamed(type, path, present, this)
                    .forEach(renamed -> include.put(renamed, named)));
            List<String> shown = view.fields();
            result.put(name, new View(shown == null ? null : fields(type, shown), include));
        });
        return result;
    }

    Lists lists(ContentType type) {
        return new Lists(fields(type, type.lists().filter()), fields(type, type.lists().sort()), type.lists().view());
    }

    Search search(ContentType type) {
        return new Search(fields(type, type.search().fields()), fields(type, type.search().facets()));
    }

    private List<String> fields(ContentType type, List<String> shown) {
        return shown.stream().map(name -> field(type, name)).toList();
    }

    /** Updates the name of the field from which an omitted field generates slugs. */
    Field slugSource(ContentType type, Field field) {
        return field.slugSource().map(from -> field.withType(new Scalar.Slug(field(type, from)))).orElse(field);
    }
}

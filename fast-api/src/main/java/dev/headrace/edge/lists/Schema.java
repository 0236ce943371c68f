package dev.headrace.edge.lists;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields by which a type's documents are filtered and sorted: what an index of them depends on.
 *
 * @param filters names of fields to the kinds of their values
 * @param sorts the same for sortable fields, without {@link PublishedModel#PUBLISHED_AT}
 */
record Schema(Map<String, ValueKind> filters, Map<String, ValueKind> sorts) {

    Schema {
        filters = Map.copyOf(filters);
        sorts = Map.copyOf(sorts);
    }

    static Schema of(PublishedModel.Type type) {
        Map<String, ValueKind> sorts = kinds(type.sorts());
        sorts.remove(PublishedModel.PUBLISHED_AT);
        return new Schema(kinds(type.filters()), sorts);
    }

    /** Those of all types in all locales of a model. */
    static Map<Place, Schema> all(PublishedModel model) {
        Map<Place, Schema> schemas = new HashMap<>();
        model.types().forEach((name, type) -> {
            Schema schema = of(type);
            model.locales().forEach(locale -> schemas.put(new Place(name, locale), schema));
        });
        return schemas;
    }

    private static Map<String, ValueKind> kinds(Map<String, Field> fields) {
        Map<String, ValueKind> kinds = new TreeMap<>();
        fields.forEach((name, field) -> kinds.put(name, field.kind()));
        return kinds;
    }

    /** The kind of a field that can be sorted by or filtered by; null if it is neither. */
    @Nullable
    ValueKind kind(String field) {
        ValueKind kind = sorts.get(field);
        return kind != null ? kind : filters.get(field);
    }
}

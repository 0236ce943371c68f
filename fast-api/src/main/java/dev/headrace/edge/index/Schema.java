package dev.headrace.edge.index;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The filterable, sortable and searched fields of a type, which determine the structure of its index.
 *
 * @param filters field names to indexed fields
 * @param sorts likewise for sortable fields, without {@link PublishedModel#PUBLISHED_AT}
 * @param lists the {@linkplain PublishedModel.Type#lists lists} for which the records of the index must have been rendered
 * @param search null if texts are not indexed
 */
record Schema(Map<String, Listed> filters, Map<String, Listed> sorts, String lists, @Nullable Searched search) {

    /**
     * The texts of an index.
     *
     * @param title the field that counts more; empty if there is none
     * @param texts the other fields, in the order of their texts in the index
     * @param facets filters whose values can be counted
     * @param analysis version of the analysis of texts
     */
    record Searched(String title, List<String> texts, List<String> facets, String analysis) {

        Searched {
            texts = List.copyOf(texts);
            facets = List.copyOf(facets);
        }

        private static Searched of(PublishedModel.Search search) {
            TreeSet<String> texts = new TreeSet<>(search.fields().keySet());
            texts.remove(search.title());
            return new Searched(search.title(), List.copyOf(texts), search.facets().stream().sorted().toList(),
                    TextAnalyzer.VERSION);
        }
    }

    /**
     * An indexed field.
     *
     * @param id the field id, because a name may be reused for another field; empty if unknown
     */
    record Listed(ValueKind kind, String id) {

        static Listed of(Field field) {
            return new Listed(field.kind(), field.id());
        }
    }

    Schema {
        filters = Map.copyOf(filters);
        sorts = Map.copyOf(sorts);
    }

    static Schema of(PublishedModel.Type type) {
        Map<String, Listed> sorts = listed(type.sorts());
        sorts.remove(PublishedModel.PUBLISHED_AT);
        PublishedModel.Search search = type.search();
        return new Schema(listed(type.filters()), sorts, type.lists(), search == null ? null : Searched.of(search));
    }

    /** The schemas of all types in all locales of a model. */
    static Map<IndexKey, Schema> all(PublishedModel model) {
        Map<IndexKey, Schema> schemas = new HashMap<>();
        model.types().forEach((name, type) -> {
            Schema schema = of(type);
            model.locales().forEach(locale -> schemas.put(new IndexKey(name, locale), schema));
        });
        return schemas;
    }

    private static Map<String, Listed> listed(Map<String, Field> fields) {
        Map<String, Listed> listed = new HashMap<>();
        fields.forEach((name, field) -> listed.put(name, Listed.of(field)));
        return listed;
    }

    /** The indexed field; null if it is neither sortable nor filterable. */
    @Nullable
    Listed listed(String field) {
        Listed listed = sorts.get(field);
        return listed != null ? listed : filters.get(field);
    }

    /** Whether a record was rendered for this schema; true if unknown. */
    boolean isMetBy(String recordLists) {
        return lists.equals(recordLists) || lists.equals(PublishedModel.UNKNOWN_LISTS)
                || recordLists.equals(PublishedModel.UNKNOWN_LISTS);
    }
}

package dev.headrace.admin.contract;

import dev.headrace.admin.schema.ScalarShape;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/search}, with the conditions of all types that can be searched. */
final class SearchPath {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<DescribedType> types;

    /** @param types those that can be searched, at least one */
    SearchPath(List<DescribedType> types) {
        this.types = List.copyOf(types);
    }

    void addTo(ObjectNode paths) {
        OperationJson search = new OperationJson("search", "Whole site", "Finds documents by their texts");
        search.parameter(text()).parameter(names(ReadParameter.TYPES, "The types to search; default: all",
                types.stream().map(DescribedType::name).toList()));
        if (!facets(types).isEmpty()) {
            search.parameter(names(ReadParameter.FACETS, "Fields whose values are counted, up to 10", facets(types)));
        }
        conditions(types).values().forEach(search::condition);
        paths.putObject("/v1/search").set("get", search.shared("limit", "after", "locale", "with")
                .success("200", "A page of documents, the best first", page(), "ETag", "ETag", "Link", "Link")
                .failures("304", "NotModified", "400", "Invalid", "429", "Limited", "503", "Unavailable").toJson());
    }

    private static ObjectNode text() {
        ObjectNode parameter = JSON.objectNode().put("name", ReadParameter.QUERY).put("in", "query")
                .put("description", "Words; without them, all documents are found");
        parameter.putObject("schema").put("type", "string").put("maxLength", 500);
        return parameter;
    }

    private static ObjectNode names(String name, String about, List<String> values) {
        ObjectNode parameter = JSON.objectNode().put("name", name).put("in", "query").put("style", "form")
                .put("explode", false).put("description", about);
        parameter.putObject("schema").put("type", "array").set("items",
                SchemaJson.of(new Shape.Choice(values, false)));
        return parameter;
    }

    static List<String> facets(List<DescribedType> types) {
        TreeSet<String> facets = new TreeSet<>();
        types.forEach(type -> {
            PublishedModel.Search search = type.published().search();
            if (search != null) {
                facets.addAll(search.facets());
            }
        });
        return List.copyOf(facets);
    }

    /** By name; those that not all types have need the parameter {@code types}. */
    static SequencedMap<String, Condition> conditions(List<DescribedType> types) {
        SequencedMap<String, Condition> conditions = new LinkedHashMap<>();
        types.forEach(type -> Condition.of(type.published()).forEach(condition -> conditions
                .merge(condition.name(), of(condition, type), SearchPath::merged)));
        return conditions;
    }

    private static Condition of(Condition condition, DescribedType type) {
        return condition.name().startsWith(PublishedModel.PUBLISHED_AT + "[")
                ? condition
                : new Condition(condition.name(), condition.value(), condition.list(),
                        condition.about() + " (" + type.name() + ")");
    }

    private static Condition merged(Condition one, Condition other) {
        return new Condition(one.name(), merged(one.value(), other.value()), one.list(),
                one.about().equals(other.about()) ? one.about() : one.about() + "; " + other.about());
    }

    private static Shape merged(Shape one, Shape other) {
        if (one instanceof Shape.Choice some && other instanceof Shape.Choice more) {
            TreeSet<String> values = new TreeSet<>(some.values());
            values.addAll(more.values());
            return new Shape.Choice(List.copyOf(values), false);
        }
        return one.equals(other) ? one : new Shape.Scalar(ScalarShape.TEXT);
    }

    private ObjectNode page() {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        types.forEach(type -> found.put(type.name(), String.valueOf(type.found())));
        ObjectNode page = TypePaths.pageOf(SchemaJson.of(new Shape.OneOf("type", found)));
        page.withArray("required").add("facets");
        ObjectNode count = JSON.objectNode().put("type", "object");
        count.putArray("required").add("value").add("count");
        ObjectNode properties = count.putObject("properties");
        Map.of("value", "string", "count", "integer")
                .forEach((name, kind) -> properties.putObject(name).put("type", kind));
        ObjectNode facets = page.withObject("properties").putObject("facets").put("type", "object");
        facets.putObject("additionalProperties").put("type", "array").set("items", count);
        return page;
    }
}

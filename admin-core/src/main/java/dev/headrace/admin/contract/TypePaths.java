package dev.headrace.admin.contract;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls on documents of one type. */
final class TypePaths {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final DescribedType type;
    private final String path;

    TypePaths(DescribedType type) {
        this.type = type;
        this.path = "/v1/content/" + type.name();
    }

    void addTo(ObjectNode paths) {
        paths.putObject(path).set("get", list());
        paths.putObject(path + "/{idOrSlug}").set("get", document());
        paths.putObject(path + "/{id}/stats").set("get", stats());
        if (type.countsViews()) {
            paths.putObject(path + "/{id}/views").set("post", view());
        }
        if (!type.reactions().isEmpty()) {
            ObjectNode reactions = paths.putObject(path + "/{id}/reactions/{reaction}");
            reactions.set("put", reaction("set", "Sets a reaction of the user; repeating it has no effect"));
            reactions.set("delete", reaction("remove", "Removes a reaction of the user"));
        }
    }

    private OperationJson operation(String verb, String summary) {
        return new OperationJson(verb + "_" + type.name(), type.name(), summary);
    }

    private ObjectNode list() {
        OperationJson list = operation("list", "A list of documents");
        Condition.of(type.published()).forEach(list::condition);
        list.choice(ReadParameter.SORT, "The order; `-` reverses it", Sorts.of(type.published()),
                "-" + PublishedModel.PUBLISHED_AT);
        return list.choice(ReadParameter.VIEW, "The view of the documents", List.copyOf(type.views().keySet()),
                type.published().listView()).shared("limit", "after", "locale", "with")
                .success("200", "A page of documents", page(), "ETag", "ETag", "Link", "Link")
                .failures("304", "NotModified", "400", "Invalid", "429", "Limited", "503", "Unavailable").toJson();
    }

    private ObjectNode page() {
        return pageOf(anyView());
    }

    /** A page of a list. */
    static ObjectNode pageOf(ObjectNode item) {
        ObjectNode page = JSON.objectNode().put("type", "object");
        page.putArray("required").add("items").add("total").add("next");
        ObjectNode properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", item);
        properties.putObject("total").put("type", "integer").put("description", "The number of all documents");
        properties.putObject("next").put("description", "The cursor of the next page; null on the last one")
                .putArray("type").add("string").add("null");
        return page;
    }

    private ObjectNode anyView() {
        if (type.views().size() == 1) {
            return SchemaJson.reference(type.className());
        }
        ObjectNode any = JSON.objectNode().put("description", "By view: " + type.views().entrySet().stream()
                .map(view -> "`" + view.getKey() + "` is " + view.getValue()).collect(Collectors.joining(", ")) + ".");
        ArrayNode views = any.putArray("anyOf");
        type.views().values().forEach(name -> views.add(SchemaJson.reference(name)));
        return any;
    }

    private ObjectNode document() {
        return operation("get", "A document").shared("idOrSlug").choice(ReadParameter.VIEW, "The view of the document",
                List.copyOf(type.views().keySet()), PublishedModel.FULL).shared("locale", "with")
                .success("200", "The document", anyView(), "ETag", "ETag").failures("301", "Moved", "304",
                        "NotModified", "400", "Invalid", "404", "Missing", "410", "Gone", "429", "Limited", "503",
                        "Unavailable")
                .toJson();
    }

    private ObjectNode stats() {
        return operation("stats", "The tallies of a document").shared("id")
                .success("200", "Tallies", SchemaJson.reference(type.stats()), "ETag", "ETag")
                .failures("304", "NotModified", "404", "Missing", "429", "Limited", "503", "Unavailable").toJson();
    }

    private ObjectNode view() {
        return write(operation("view", "Counts a view of a document").shared("id")).toJson();
    }

    private ObjectNode reaction(String verb, String summary) {
        ObjectNode reaction = JSON.objectNode().put("name", "reaction").put("in", "path").put("required", true);
        reaction.set("schema", SchemaJson.of(new Shape.Choice(type.reactions(), false)));
        return write(operation(verb + "_reaction", summary).byUsers().shared("id").parameter(reaction)
                .shared("idempotencyKey"))
                .failures("401", "Unauthenticated", "409", "KeyInUse", "422", "KeyUsed").toJson();
    }

    private OperationJson write(OperationJson operation) {
        ObjectNode accepted = JSON.objectNode().put("type", "object");
        accepted.putArray("required").add("id").add("state").add("stats");
        ObjectNode properties = accepted.putObject("properties");
        properties.putObject("id").put("type", "string").put("description", "The id of the receipt");
        properties.putObject("state").put("type", "object").put("description", "The state of the user after it");
        properties.set("stats", SchemaJson.reference(type.stats()));
        return operation
                .success("202", "Accepted; the tallies include it", accepted, "Headrace-Durability", "Durability")
                .failures("400", "Invalid", "404", "Missing", "429", "Limited", "503", "Unavailable");
    }
}

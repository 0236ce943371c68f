package dev.headrace.admin.contract;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An operation of an OpenAPI document. */
final class OperationJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String JSON_TYPE = "application/json";

    private final ObjectNode operation = JSON.objectNode();
    private final ArrayNode parameters = JSON.arrayNode();
    private final ObjectNode responses = JSON.objectNode();

    /** @param id distinct among all operations */
    OperationJson(String id, String tag, String summary) {
        operation.put("operationId", id).put("summary", summary).putArray("tags").add(tag);
    }

    /** Parameters that all operations share. */
    OperationJson shared(String... names) {
        for (String name : names) {
            parameters.addObject().put("$ref", "#/components/parameters/" + name);
        }
        return this;
    }

    OperationJson parameter(ObjectNode parameter) {
        parameters.add(parameter);
        return this;
    }

    /** A query parameter with certain values. */
    OperationJson choice(String name, String about, List<String> values, String defaultValue) {
        ObjectNode schema = SchemaJson.of(new Shape.Choice(values, false));
        if (!defaultValue.isEmpty()) {
            schema.put("default", defaultValue);
        }
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query").put("description", about);
        parameter.set("schema", schema);
        return this;
    }

    OperationJson condition(Condition condition) {
        ObjectNode value = SchemaJson.of(condition.value());
        ObjectNode parameter = parameters.addObject().put("name", condition.name()).put("in", "query")
                .put("description", condition.about());
        switch (condition.list()) {
            case NO -> parameter.set("schema", value);
            case REPEATED -> parameter.put("style", "form").put("explode", true).set("schema", listOf(value));
            case JOINED -> parameter.put("style", "form").put("explode", false).set("schema", listOf(value));
        }
        return this;
    }

    private static ObjectNode listOf(ObjectNode items) {
        ObjectNode schema = JSON.objectNode().put("type", "array");
        schema.set("items", items);
        return schema;
    }

    /** The tokens of users are required. */
    OperationJson byUsers() {
        operation.putArray("security").addObject().putArray("user");
        return this;
    }

    /** @param headers names of headers to names of shared ones */
    OperationJson success(String status, String about, ObjectNode schema, String... headers) {
        ObjectNode response = responses.putObject(status).put("description", about);
        ObjectNode all = JSON.objectNode();
        for (int i = 0; i < headers.length; i += 2) {
            all.putObject(headers[i]).put("$ref", "#/components/headers/" + headers[i + 1]);
        }
        if (!all.isEmpty()) {
            response.set("headers", all);
        }
        response.putObject("content").putObject(JSON_TYPE).set("schema", schema);
        return this;
    }

    /** @param statuses each followed by the name of a shared response */
    OperationJson failures(String... statuses) {
        for (int i = 0; i < statuses.length; i += 2) {
            responses.putObject(statuses[i]).put("$ref", "#/components/responses/" + statuses[i + 1]);
        }
        return this;
    }

    ObjectNode toJson() {
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        operation.set("responses", responses);
        return operation;
    }
}

package dev.headrace.testkit.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI 3.1 description. JSON is checked against its schemas more strictly than they say: members that they do not name
 * are violations.
 */
public final class Description {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final ObjectNode description;
    private final ObjectNode strict;
    private final Map<String, Schema> schemas = new HashMap<>();

    private Description(ObjectNode description) {
        this.description = description;
        this.strict = description.deepCopy();
        strict.path("components").path("schemas").forEach(Description::forbidOthers);
    }

    public static Description parse(String json) {
        return new Description((ObjectNode) JSON.readTree(json));
    }

    private static void forbidOthers(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /** What is wrong with the description itself; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!description.path("openapi").asString("").startsWith("3.1.")) {
            problems.add("not OpenAPI 3.1");
        }
        for (String required : List.of("title", "version")) {
            if (!description.at("/info/" + required).isString()) {
                problems.add("info has no " + required);
            }
        }
        description.findValues("$ref").stream().map(JsonNode::asString)
                .filter(reference -> !reference.startsWith("#/")
                        || description.at(reference.substring(1)).isMissingNode())
                .forEach(reference -> problems.add("leads nowhere: " + reference));
        checkOperations(problems);
        Schema metaSchema = registry.getSchema(JSON.createObjectNode().put("$ref",
                SpecificationVersion.DRAFT_2020_12.getDialectId()));
        description.at("/components/schemas").properties().forEach(schema -> metaSchema.validate(schema.getValue())
                .forEach(error -> problems.add(schema.getKey() + ": " + error)));
        return problems;
    }

    private void checkOperations(List<String> problems) {
        TreeSet<String> ids = new TreeSet<>();
        description.path("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String id = operation.getValue().path("operationId").asString("");
            if (id.isEmpty() || !ids.add(id)) {
                problems.add(path.getKey() + ": operationId '" + id + "' is missing or repeated");
            }
            if (operation.getValue().path("responses").isEmpty()) {
                problems.add(id + " has no responses");
            }
            operation.getValue().path("responses").forEach(response -> {
                if (!resolved(response).path("description").isString()) {
                    problems.add(id + " has a response without a description");
                }
            });
            checkParameters(path.getKey(), id, operation.getValue(), problems);
        }));
    }

    private void checkParameters(String path, String id, JsonNode operation, List<String> problems) {
        TreeSet<String> declared = new TreeSet<>();
        TreeSet<String> inPath = new TreeSet<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(each);
            String name = parameter.path("name").asString("");
            if (!declared.add(parameter.path("in").asString("") + " " + name) || !parameter.has("schema")) {
                problems.add(id + ": parameter '" + name + "' is repeated, or has no schema");
            }
            if (parameter.path("in").asString("").equals("path")) {
                inPath.add(name);
            }
        }
        TreeSet<String> wanted = new TreeSet<>();
        PATH_PARAMETER.matcher(path).results().forEach(match -> wanted.add(match.group(1)));
        if (!wanted.equals(inPath)) {
            problems.add(id + " declares " + inPath + " of " + wanted);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.path("$ref").isString() ? description.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /** Violations of a named schema; empty if there are none. */
    public List<String> violations(String schema, String json) {
        return violationsAt("#/components/schemas/" + schema, json);
    }

    /**
     * Violations of the schema of a response.
     *
     * @param path as in the description
     */
    public List<String> violations(String method, String path, int status, String json) {
        JsonNode response = resolved(description.path("paths").path(path).path(method).path("responses")
                .path(Integer.toString(status)));
        if (response.path("content").isEmpty()) {
            return List.of(method + " " + path + " does not describe a response " + status + " with content");
        }
        JsonNode schema = response.path("content").iterator().next().path("schema");
        return violations(method + " " + path + " " + status, schema, json);
    }

    private List<String> violationsAt(String reference, String json) {
        return violations(reference, JSON.createObjectNode().put("$ref", reference), json);
    }

    private List<String> violations(String name, JsonNode schema, String json) {
        return schemas.computeIfAbsent(name, _ -> {
            ObjectNode whole = ((ObjectNode) schema).deepCopy();
            whole.set("components", strict.path("components"));
            return registry.getSchema(whole);
        }).validate(JSON.readTree(json)).stream().map(Object::toString).toList();
    }
}

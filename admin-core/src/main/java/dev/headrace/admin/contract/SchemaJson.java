package dev.headrace.admin.contract;

import dev.headrace.admin.contract.ObjectShape.Property;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shapes as JSON Schema (draft 2020-12), which OpenAPI 3.1 uses. */
final class SchemaJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaJson() {}

    static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    static ObjectNode of(ObjectShape object) {
        ObjectNode schema = JSON.objectNode().put("type", "object").put("description", object.about());
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = JSON.objectNode();
        object.properties().forEach(property -> {
            if (property.always()) {
                required.add(property.name());
            }
            properties.set(property.name(), of(property));
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.set("properties", properties);
        return schema;
    }

    private static ObjectNode of(Property property) {
        ObjectNode schema = of(property.shape());
        if (!property.about().isEmpty()) {
            schema.put("description", property.about());
        }
        return schema;
    }

    static ObjectNode of(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar);
            case Shape.Count _ -> JSON.objectNode().put("type", "integer").put("minimum", 0);
            case Shape.Choice choice -> choice(choice);
            case Shape.Named(String name) -> reference(name);
            case Shape.OneOf one -> oneOf(one);
            case Shape.ListOf(Shape element) -> {
                ObjectNode schema = JSON.objectNode().put("type", "array");
                schema.set("items", of(element));
                yield schema;
            }
            case Shape.OrNull(Shape.Scalar scalar) -> {
                ObjectNode schema = scalar(scalar);
                String type = schema.path("type").stringValue();
                schema.putArray("type").add(type).add("null");
                yield schema;
            }
            case Shape.OrNull(Shape value) -> {
                ObjectNode schema = JSON.objectNode();
                ArrayNode either = schema.putArray("anyOf").add(of(value));
                either.addObject().put("type", "null");
                yield schema;
            }
        };
    }

    private static ObjectNode scalar(Shape.Scalar scalar) {
        ObjectNode schema = JSON.objectNode();
        return switch (scalar.kind()) {
            case TEXT, CHOICE -> schema.put("type", "string");
            case MARKDOWN -> schema.put("type", "string").put("contentMediaType", "text/markdown");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case TIME -> schema.put("type", "string").put("format", "date-time");
            case URL -> schema.put("type", "string").put("format", "uri");
            case EMAIL -> schema.put("type", "string").put("format", "email");
        };
    }

    private static ObjectNode choice(Shape.Choice choice) {
        ObjectNode values = JSON.objectNode().put("type", "string");
        choice.values().forEach(values.putArray("enum")::add);
        if (!choice.open()) {
            return values;
        }
        ObjectNode schema = JSON.objectNode();
        ArrayNode either = schema.putArray("anyOf").add(values);
        either.addObject().put("type", "string").put("description", "A value that an earlier model allowed.");
        return schema;
    }

    private static ObjectNode oneOf(Shape.OneOf one) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode objects = schema.putArray("oneOf");
        ObjectNode mapping = schema.putObject("discriminator").put("propertyName", one.member()).putObject("mapping");
        one.objects().forEach((value, name) -> {
            objects.add(reference(name));
            mapping.put(value, "#/components/schemas/" + name);
        });
        return schema;
    }
}

package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a type's definition as {@link DefinitionReader} reads it, without default values. */
final class DefinitionWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final boolean ids;

    private DefinitionWriter(boolean ids) {
        this.ids = ids;
    }

    /** As in model files. */
    static ObjectNode write(ContentType type) {
        return new DefinitionWriter(false).type(type);
    }

    /** As in model files. */
    static ObjectNode write(Field field) {
        return new DefinitionWriter(false).field(field);
    }

    /** As in the database: with the ids of blocks and fields. */
    static ObjectNode stored(ContentType type) {
        return new DefinitionWriter(true).type(type);
    }

    static ArrayNode stored(Locales locales) {
        ArrayNode stored = JSON.arrayNode();
        locales.fallbacks().forEach((tag, fallback) -> {
            ObjectNode locale = stored.addObject().put("tag", tag);
            fallback.ifPresent(other -> locale.put("fallback", other));
        });
        return stored;
    }

    static ObjectNode write(Locales locales) {
        ObjectNode json = JSON.objectNode();
        locales.fallbacks().forEach((tag, fallback) -> {
            ObjectNode locale = json.putObject(tag);
            fallback.ifPresent(other -> locale.put("fallback", other));
        });
        return json;
    }

    /** An ETag that identifies the definition. */
    static String tag(ContentType type) {
        return "\"" + Sha256.tag(ByteBuffer.wrap(write(type).toString().getBytes(StandardCharsets.UTF_8))) + "\"";
    }

    private ObjectNode type(ContentType type) {
        ObjectNode json = JSON.objectNode();
        json.put("name", type.label());
        json.put("title", type.titleField());
        json.set("fields", fields(type.fields()));
        if (!type.views().isEmpty()) {
            ObjectNode views = json.putObject("views");
            type.views().forEach((name, view) -> views.set(name, view(view)));
        }
        if (!type.lists().equals(ContentType.Lists.NONE)) {
            json.set("lists", lists(type.lists()));
        }
        if (!type.search().equals(ContentType.Search.NONE)) {
            json.set("search", search(type.search()));
        }
        if (!type.interactions().isEmpty()) {
            ObjectNode interactions = json.putObject("interactions");
            type.interactions().forEach(interactions::set);
        }
        return json;
    }

    private ObjectNode fields(SequencedMap<String, Field> fields) {
        ObjectNode json = JSON.objectNode();
        fields.forEach((name, field) -> json.set(name, field(field)));
        return json;
    }

    private ObjectNode field(Field field) {
        ObjectNode json = JSON.objectNode();
        if (ids) {
            json.put("id", field.id());
            if (!field.formerIds().isEmpty()) {
                json.set("formerIds", strings(field.formerIds()));
            }
        }
        json.put("type", field.keyword());
        options(field.type(), json);
        flag(json, "required", field.required());
        flag(json, "unique", field.unique());
        flag(json, "localized", field.localized());
        flag(json, "private", field.restricted());
        if (field.defaultValue() != null) {
            json.set("default", field.defaultValue());
        }
        if (field.help() != null) {
            json.put("help", field.help());
        }
        return json;
    }

    private void options(FieldType type, ObjectNode json) {
        switch (type) {
            case Scalar.Text(int min, int max) -> {
                number(json, "min", min, 0);
                number(json, "max", max, Scalar.Text.DEFAULT_MAX);
            }
            case Scalar.Markdown(int max) -> number(json, "max", max, Scalar.Markdown.DEFAULT_MAX);
            case Scalar.Numeric number -> {
                flag(json, "integer", number.integer());
                if (number.min() != null) {
                    json.put("min", number.min());
                }
                if (number.max() != null) {
                    json.put("max", number.max());
                }
            }
            case Scalar.Enumeration(var values) -> json.set("values", strings(values));
            case Scalar.Slug(var from) -> {
                if (from != null) {
                    json.put("from", from);
                }
            }
            case FieldType.Reference(var to, boolean many) -> {
                json.set("to", strings(to));
                flag(json, "many", many);
            }
            case FieldType.Group(var fields, boolean many) -> {
                json.set("fields", fields(fields));
                flag(json, "many", many);
            }
            case FieldType.Blocks(var of) -> {
                ObjectNode blocks = json.putObject("of");
                of.forEach((name, block) -> blocks.set(name, block(block)));
            }
            case Scalar.Bool _,Scalar.DateTime _,Scalar.Url _,Scalar.Email _ -> {
                // no options
            }
        }
    }

    private ObjectNode block(Block block) {
        ObjectNode json = JSON.objectNode();
        if (ids) {
            json.put("id", block.id());
        }
        json.set("fields", fields(block.fields()));
        return json;
    }

    private static ObjectNode view(View view) {
        ObjectNode json = JSON.objectNode();
        if (view.fields() != null) {
            json.set("fields", strings(view.fields()));
        }
        if (view.include().values().stream().anyMatch(named -> named.isPresent())) {
            ObjectNode include = json.putObject("include");
            view.include().forEach((path, named) -> include.put(path, named.orElse(null)));
        } else if (!view.include().isEmpty()) {
            json.set("include", strings(view.include().keySet()));
        }
        return json;
    }

    private static ObjectNode lists(ContentType.Lists lists) {
        ObjectNode json = JSON.objectNode();
        json.set("filter", strings(lists.filter()));
        json.set("sort", strings(lists.sort()));
        if (!lists.view().equals(PublishedModel.FULL)) {
            json.put("view", lists.view());
        }
        return json;
    }

    private static ObjectNode search(ContentType.Search search) {
        ObjectNode json = JSON.objectNode();
        json.set("fields", strings(search.fields()));
        if (!search.facets().isEmpty()) {
            json.set("facets", strings(search.facets()));
        }
        return json;
    }

    private static void number(ObjectNode json, String name, int value, int defaultValue) {
        if (value != defaultValue) {
            json.put(name, value);
        }
    }

    private static void flag(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}

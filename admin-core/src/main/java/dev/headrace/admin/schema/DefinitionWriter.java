package dev.headrace.admin.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.admin.schema.ContentType.Interactions;
import dev.headrace.admin.schema.ContentType.View;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a type's definition as {@link Definitions} reads it, without what is the default anyway. */
final class DefinitionWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DefinitionWriter() {}

    static ObjectNode write(ContentType type) {
        ObjectNode json = JSON.objectNode();
        json.put("name", type.label());
        json.put("title", type.titleField());
        ObjectNode fields = json.putObject("fields");
        type.fields().forEach((name, field) -> fields.set(name, field(field)));
        if (!type.views().isEmpty()) {
            ObjectNode views = json.putObject("views");
            type.views().forEach((name, view) -> views.set(name, view(view)));
        }
        if (!type.lists().equals(ContentType.Lists.NONE)) {
            json.set("lists", lists(type.lists()));
        }
        if (!type.interactions().equals(Interactions.NONE)) {
            json.set("interactions", interactions(type.interactions()));
        }
        return json;
    }

    /** An ETag: another one for each other definition. */
    static String tag(ContentType type) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(write(type).toString().getBytes(UTF_8));
            return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static ObjectNode field(Field field) {
        ObjectNode json = JSON.objectNode();
        json.put("type", field.type().keyword());
        switch (field.type()) {
            case FieldType.Text(int min, int max) -> {
                if (min != 0) {
                    json.put("min", min);
                }
                if (max != FieldType.Text.DEFAULT_MAX) {
                    json.put("max", max);
                }
            }
            case FieldType.Markdown(int max) -> {
                if (max != FieldType.Markdown.DEFAULT_MAX) {
                    json.put("max", max);
                }
            }
            case FieldType.Numeric number -> {
                flag(json, "integer", number.integer());
                if (number.min() != null) {
                    json.put("min", number.min());
                }
                if (number.max() != null) {
                    json.put("max", number.max());
                }
            }
            case FieldType.Enumeration(var values) -> json.set("values", words(values));
            case FieldType.Slug(var from) -> {
                if (from != null) {
                    json.put("from", from);
                }
            }
            case FieldType.Reference(var to, boolean many) -> {
                json.set("to", words(to));
                flag(json, "many", many);
            }
            case FieldType.Truth _,FieldType.DateTime _,FieldType.Url _,FieldType.Email _ -> {
                // nothing to say beyond the keyword
            }
        }
        flag(json, "required", field.required());
        flag(json, "unique", field.unique());
        flag(json, "localized", field.localized());
        if (field.defaultValue() != null) {
            json.set("default", field.defaultValue());
        }
        if (field.help() != null) {
            json.put("help", field.help());
        }
        return json;
    }

    private static ObjectNode view(View view) {
        ObjectNode json = JSON.objectNode();
        if (view.fields() != null) {
            json.set("fields", words(view.fields()));
        }
        if (!view.include().isEmpty()) {
            json.set("include", words(view.include()));
        }
        return json;
    }

    private static ObjectNode lists(ContentType.Lists lists) {
        ObjectNode json = JSON.objectNode();
        json.set("filter", words(lists.filter()));
        json.set("sort", words(lists.sort()));
        if (!lists.view().equals(ContentType.FULL)) {
            json.put("view", lists.view());
        }
        return json;
    }

    private static ObjectNode interactions(Interactions interactions) {
        ObjectNode json = JSON.objectNode();
        if (interactions.views()) {
            json.putObject("views");
        }
        if (interactions.reactions() != null) {
            ObjectNode reactions = json.putObject("reactions");
            reactions.set("kinds", words(interactions.reactions().kinds()));
            reactions.put("who", interactions.reactions().who().name());
        }
        if (interactions.rating() != null) {
            json.putObject("rating").put("max", interactions.rating().max()).put("who",
                    interactions.rating().who().name());
        }
        if (interactions.comments() != null) {
            json.putObject("comments").put("moderation", interactions.comments().moderation())
                    .put("who", interactions.comments().who().name()).put("max", interactions.comments().max());
        }
        return json;
    }

    private static void flag(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static ArrayNode words(Collection<String> words) {
        ArrayNode array = JSON.arrayNode();
        words.forEach(array::add);
        return array;
    }
}

package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ContentType.Comments;
import dev.headrace.admin.schema.ContentType.Interactions;
import dev.headrace.admin.schema.ContentType.Lists;
import dev.headrace.admin.schema.ContentType.Rating;
import dev.headrace.admin.schema.ContentType.Reactions;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.admin.schema.ContentType.Who;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a type's definition, strictly: an unknown key or an odd value is reported with its place. */
final class Definitions {

    private static final String NAME_FORM = "[a-z][a-zA-Z0-9_]{0,62}";
    private static final int MOST_FIELDS = 200;

    // What documents, the edge's queries and the core's use themselves.
    private static final Set<String> RESERVED = Set.of("id", "type", "view", "locale", "with", "sort", "limit", "after",
            "publishedAt", "q", "status", "page", "size");

    private final Problems problems;

    Definitions(Problems problems) {
        this.problems = problems;
    }

    /**
     * What a definition says of one type.
     *
     * @param formerNames a field's name to the one that it had before
     * @param parts the keys that the definition names, such as {@code views}
     */
    record Definition(ContentType type, Map<String, String> formerNames, Set<String> parts) {
        Definition {
            formerNames = Map.copyOf(formerNames);
            parts = Set.copyOf(parts);
        }
    }

    Definition read(String name, JsonNode json, String pointer) {
        if (!name.matches(NAME_FORM)) {
            problems.add(pointer, "a type's name is a lowercase letter followed by letters, digits and underscores");
        }
        Reading reading = new Reading(json, pointer, problems);
        String label = reading.text("name", name);
        Map<String, String> formerNames = new LinkedHashMap<>();
        SequencedMap<String, Field> fields = fields(reading, formerNames);
        String titleField = reading.text("title", fields.isEmpty() ? "title" : fields.firstEntry().getKey());
        if (!fields.containsKey(titleField)) {
            problems.add(pointer + "/title", "names '" + titleField + "', which is no field of this type");
        } else if (!(fields.get(titleField).type() instanceof FieldType.Text)) {
            problems.add(pointer + "/title", "must name a text field");
        }
        SequencedMap<String, View> views = views(reading, fields);
        Lists lists = lists(reading, fields, views);
        Interactions interactions = interactions(reading);
        reading.noMore();
        ContentType type = new ContentType(name, label, titleField, fields, views, lists, interactions);
        return new Definition(type, formerNames, Set.copyOf(reading.names()));
    }

    private SequencedMap<String, Field> fields(Reading type, Map<String, String> formerNames) {
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        Reading all = type.object("fields");
        all.names().forEach(name -> {
            String at = all.pointer(name);
            if (!name.matches(NAME_FORM) || RESERVED.contains(name)) {
                problems.add(at, "is not a possible name of a field");
            }
            Reading reading = all.object(name);
            String former = reading.optionalText("was");
            if (former != null) {
                formerNames.put(name, former);
            }
            fields.put(name, field(name, reading));
        });
        if (fields.isEmpty()) {
            problems.add(type.pointer("fields"), "a type needs at least one field");
        }
        if (fields.size() > MOST_FIELDS) {
            problems.add(type.pointer("fields"), "a type has at most " + MOST_FIELDS + " fields");
        }
        checkSlugSources(fields, all);
        return fields;
    }

    private void checkSlugSources(SequencedMap<String, Field> fields, Reading all) {
        fields.forEach((name, field) -> {
            if (field.type() instanceof FieldType.Slug(String from) && from != null
                    && !is(fields, from, FieldType.Text.class)) {
                problems.add(all.pointer(name) + "/from", "must name a text field of this type");
            }
        });
    }

    private Field field(String name, Reading reading) {
        FieldType type = fieldType(reading);
        boolean unique = reading.truth("unique", false);
        if (unique && (type instanceof FieldType.Markdown || type instanceof FieldType.Reference
                || type instanceof FieldType.Truth)) {
            problems.add(reading.pointer("unique"), "a field of type " + type.keyword() + " cannot be unique");
        }
        Field field = new Field(name, type, reading.truth("required", false), unique, reading.truth("localized", false),
                defaultValue(reading, type), reading.optionalText("help"));
        reading.noMore();
        return field;
    }

    private FieldType fieldType(Reading reading) {
        String keyword = reading.text("type", "");
        return switch (keyword) {
            case "text" -> new FieldType.Text(reading.whole("min", 0, 0, 100_000),
                    reading.whole("max", FieldType.Text.DEFAULT_MAX, 1, 100_000));
            case "markdown" -> new FieldType.Markdown(
                    reading.whole("max", FieldType.Markdown.DEFAULT_MAX, 1, FieldType.Markdown.DEFAULT_MAX));
            case "number" -> new FieldType.Numeric(reading.truth("integer", false), reading.number("min"),
                    reading.number("max"));
            case "boolean" -> new FieldType.Truth();
            case "datetime" -> new FieldType.DateTime();
            case "enum" -> new FieldType.Enumeration(reading.words("values", true));
            case "slug" -> new FieldType.Slug(reading.optionalText("from"));
            case "url" -> new FieldType.Url();
            case "email" -> new FieldType.Email();
            case "reference" -> new FieldType.Reference(reading.words("to", true), reading.truth("many", false));
            default -> {
                problems.add(reading.pointer("type"), keyword.isEmpty()
                        ? "a field needs a type"
                        : "'" + keyword + "' is no type of field; there are text, markdown, number, boolean, datetime,"
                                + " enum, slug, url, email and reference");
                yield new FieldType.Text(0, FieldType.Text.DEFAULT_MAX);
            }
        };
    }

    private @Nullable JsonNode defaultValue(Reading reading, FieldType type) {
        JsonNode value = reading.any("default");
        if (value == null) {
            return null;
        }
        try {
            return type.normalize(value);
        } catch (InvalidValueException e) {
            problems.add(reading.pointer("default"), e.reason());
            return null;
        }
    }

    private SequencedMap<String, View> views(Reading type, Map<String, Field> fields) {
        SequencedMap<String, View> views = new LinkedHashMap<>();
        if (!type.has("views")) {
            return views;
        }
        Reading all = type.object("views");
        all.names().forEach(name -> {
            if (!name.matches(NAME_FORM)) {
                problems.add(all.pointer(name), "is not a possible name of a view");
            }
            Reading reading = all.object(name);
            List<String> shown = reading.has("fields") ? reading.words("fields", true) : null;
            List<String> include = reading.words("include", false);
            if (shown != null) {
                known(shown, fields, reading.pointer("fields"));
            }
            for (String field : include) {
                if (!is(fields, field, FieldType.Reference.class)) {
                    problems.add(reading.pointer("include"), "'" + field + "' is no reference field of this type");
                } else if (shown != null && !shown.contains(field)) {
                    problems.add(reading.pointer("include"), "'" + field + "' is not among this view's fields");
                }
            }
            reading.noMore();
            views.put(name, new View(shown, include));
        });
        return views;
    }

    private Lists lists(Reading type, Map<String, Field> fields, Map<String, View> views) {
        if (!type.has("lists")) {
            return Lists.NONE;
        }
        Reading reading = type.object("lists");
        List<String> filter = reading.words("filter", false);
        List<String> sort = reading.words("sort", false);
        String view = reading.text("view", ContentType.FULL);
        known(filter, fields, reading.pointer("filter"));
        known(sort, fields, reading.pointer("sort"));
        for (String name : filter) {
            if (is(fields, name, FieldType.Markdown.class)) {
                problems.add(reading.pointer("filter"), "'" + name + "' is markdown, which cannot be filtered by");
            }
        }
        for (String name : sort) {
            if (is(fields, name, FieldType.Markdown.class) || is(fields, name, FieldType.Reference.class)) {
                problems.add(reading.pointer("sort"),
                        "'" + name + "' cannot be sorted by");
            }
        }
        if (!view.equals(ContentType.FULL) && !views.containsKey(view)) {
            problems.add(reading.pointer("view"), "'" + view + "' is no view of this type");
        }
        reading.noMore();
        return new Lists(filter, sort, view);
    }

    private static boolean is(Map<String, Field> fields, String name, Class<? extends FieldType> type) {
        Field field = fields.get(name);
        return field != null && type.isInstance(field.type());
    }

    private void known(List<String> names, Map<String, Field> fields, String pointer) {
        for (String name : names) {
            if (!fields.containsKey(name)) {
                problems.add(pointer, "'" + name + "' is no field of this type");
            }
        }
    }

    private Interactions interactions(Reading type) {
        if (!type.has("interactions")) {
            return Interactions.NONE;
        }
        Reading reading = type.object("interactions");
        boolean views = reading.has("views");
        if (views) {
            reading.object("views").noMore();
        }
        Reactions reactions = null;
        if (reading.has("reactions")) {
            Reading at = reading.object("reactions");
            reactions = new Reactions(at.names("kinds", NAME_FORM), who(at));
            at.noMore();
        }
        Rating rating = null;
        if (reading.has("rating")) {
            Reading at = reading.object("rating");
            rating = new Rating(at.whole("max", 5, 2, 100), who(at));
            at.noMore();
        }
        Comments comments = null;
        if (reading.has("comments")) {
            Reading at = reading.object("comments");
            comments = new Comments(at.oneOf("moderation", "before", "before", "after", "none"), who(at),
                    at.whole("max", 4_000, 1, 100_000));
            at.noMore();
        }
        reading.noMore();
        return new Interactions(views, reactions, rating, comments);
    }

    private static Who who(Reading reading) {
        return Who.valueOf(reading.oneOf("who", "user", "user", "visitor", "anyone"));
    }
}

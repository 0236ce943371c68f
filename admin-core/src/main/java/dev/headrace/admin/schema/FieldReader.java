package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Reads the definitions of fields, groups and blocks. */
final class FieldReader {

    static final String NAME_PATTERN = "[a-z][a-zA-Z0-9_]{0,62}";

    private static final int MAX_DEPTH = 5;
    private static final int MAX_FIELDS = 200;
    private static final int MAX_TOTAL_FIELDS = 1_000;
    private static final int MAX_BLOCKS = 50;
    private static final List<String> KEYWORDS = List.of("text", "markdown", "number", "boolean", "datetime", "enum",
            "slug", "url", "email", "reference", "group", "blocks");
    // Names that documents and the queries of edge and core use themselves.
    private static final Set<String> RESERVED = Set.of("id", "type", "view", "locale", "with", "sort", "limit", "after",
            "publishedAt", "q", "status", "page", "size");

    private final Problems problems;
    private final boolean stored;
    private final Map<String, String> formerNames = new LinkedHashMap<>();
    private int fields;

    /** @param stored whether definitions have ids, as in the database */
    FieldReader(Problems problems, boolean stored) {
        this.problems = problems;
        this.stored = stored;
    }

    /** Pointers of renamed fields and blocks to their former names. */
    Map<String, String> formerNames() {
        return formerNames;
    }

    /** @param depth 1 for the fields of a type */
    SequencedMap<String, Field> fields(Reading parent, int depth) {
        SequencedMap<String, Field> read = new LinkedHashMap<>();
        Reading all = parent.object("fields");
        for (String name : all.names()) {
            if (!name.matches(NAME_PATTERN) || (depth == 1 && RESERVED.contains(name))) {
                problems.add(all.pointer(name), "is not a valid field name");
            }
            Reading reading = all.object(name);
            noteFormerName(reading, all.pointer(name));
            read.put(name, field(name, reading, depth));
        }
        checkCount(parent, read, depth);
        checkSlugSources(read, all, depth);
        return read;
    }

    private void noteFormerName(Reading reading, String pointer) {
        String former = stored ? null : reading.optionalString("was");
        if (former != null) {
            formerNames.put(pointer, former);
        }
    }

    private void checkCount(Reading parent, SequencedMap<String, Field> read, int depth) {
        String pointer = parent.pointer("fields");
        fields += read.size();
        if (read.isEmpty()) {
            problems.add(pointer, (depth == 1 ? "a type" : "a group or block") + " needs at least one field");
        }
        if (read.size() > MAX_FIELDS) {
            problems.add(pointer, "must not have more than " + MAX_FIELDS + " fields");
        }
        if (fields > MAX_TOTAL_FIELDS && fields - read.size() <= MAX_TOTAL_FIELDS) {
            problems.add(pointer, "a type must not have more than " + MAX_TOTAL_FIELDS + " fields in total");
        }
    }

    private void checkSlugSources(SequencedMap<String, Field> read, Reading all, int depth) {
        read.values().forEach(field -> field.slugSource().ifPresent(from -> {
            Field source = read.get(from);
            if (depth > 1) {
                problems.add(all.pointer(field.name()) + "/from", "is supported for top-level fields only");
            } else if (source == null || !(source.type() instanceof Scalar.Text)) {
                problems.add(all.pointer(field.name()) + "/from", "must name a text field of this type");
            }
        }));
    }

    private Field field(String name, Reading reading, int depth) {
        FieldType type = type(reading, depth);
        boolean unique = reading.bool("unique", false);
        if (unique && !(type instanceof Scalar scalar && scalar.canBeUnique())) {
            problems.add(reading.pointer("unique"), "a field of type " + type.keyword() + " cannot be unique");
        }
        String id = stored ? reading.string("id", "") : "";
        List<String> formerIds = stored ? reading.strings("formerIds", false) : List.of();
        Field field = new Field(id, formerIds, name, type, reading.bool("required", false), unique,
                reading.bool("localized", false), reading.bool("private", false), reading.any("default"),
                reading.optionalString("help"));
        reading.rejectUnknownKeys();
        checkDefault(field, reading);
        return field;
    }

    private void checkDefault(Field field, Reading reading) {
        if (field.defaultValue() == null) {
            return;
        }
        List<Problem> found = new ArrayList<>();
        SequencedMap<String, Field> alone = new LinkedHashMap<>(Map.of(field.name(), field));
        JsonNode input = JsonNodeFactory.instance.objectNode().set(field.name(), field.defaultValue());
        new ValueReader(found).fields(alone, input, MissingNode.getInstance(), FieldPath.ROOT);
        found.forEach(problem -> problems.add(reading.pointer("default"), problem.message()));
        if (field.isReference()) {
            problems.add(reading.pointer("default"), "a reference cannot have a default");
        }
    }

    private FieldType type(Reading reading, int depth) {
        String keyword = reading.string("type", "");
        return switch (keyword) {
            case "text" -> new Scalar.Text(reading.integer("min", 0, 0, 100_000),
                    reading.integer("max", Scalar.Text.DEFAULT_MAX, 1, 100_000));
            case "markdown" -> new Scalar.Markdown(
                    reading.integer("max", Scalar.Markdown.DEFAULT_MAX, 1, Scalar.Markdown.DEFAULT_MAX));
            case "number" -> new Scalar.Numeric(reading.bool("integer", false), reading.number("min"),
                    reading.number("max"));
            case "boolean" -> new Scalar.Bool();
            case "datetime" -> new Scalar.DateTime();
            case "enum" -> new Scalar.Enumeration(reading.strings("values", true));
            case "slug" -> new Scalar.Slug(reading.optionalString("from"));
            case "url" -> new Scalar.Url();
            case "email" -> new Scalar.Email();
            case "reference" -> new FieldType.Reference(reading.strings("to", true), reading.bool("many", false));
            case "group" -> group(reading, depth);
            case "blocks" -> blocks(reading, depth);
            default -> unknown(reading, keyword);
        };
    }

    private FieldType unknown(Reading reading, String keyword) {
        problems.add(reading.pointer("type"), keyword.isEmpty()
                ? "a field needs a type"
                : "'" + keyword + "' is not a field type; field types are " + String.join(", ", KEYWORDS));
        return new Scalar.Text(0, Scalar.Text.DEFAULT_MAX);
    }

    private FieldType group(Reading reading, int depth) {
        return new FieldType.Group(nested(reading, depth), reading.bool("many", false));
    }

    private FieldType blocks(Reading reading, int depth) {
        SequencedMap<String, Block> of = new LinkedHashMap<>();
        Reading all = reading.object("of");
        for (String name : all.names()) {
            if (!name.matches(NAME_PATTERN)) {
                problems.add(all.pointer(name), "is not a valid block type name");
            }
            Reading block = all.object(name);
            noteFormerName(block, all.pointer(name));
            of.put(name, new Block(stored ? block.string("id", "") : "", name, nested(block, depth)));
            block.rejectUnknownKeys();
        }
        if (of.isEmpty() || of.size() > MAX_BLOCKS) {
            problems.add(reading.pointer("of"), "needs between 1 and " + MAX_BLOCKS + " block types");
        }
        return new FieldType.Blocks(of);
    }

    private SequencedMap<String, Field> nested(Reading reading, int depth) {
        if (depth == MAX_DEPTH && !stored) {
            reading.object("fields");
            problems.add(reading.pointer("fields"), "must not be nested more than " + MAX_DEPTH + " levels deep");
            return new LinkedHashMap<>();
        }
        return fields(reading, depth + 1);
    }
}

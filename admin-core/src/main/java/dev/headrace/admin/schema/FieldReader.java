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

    static final String NAME_FORM = "[a-z][a-zA-Z0-9_]{0,62}";

    private static final int MAX_DEPTH = 5;
    private static final int MAX_FIELDS = 200;
    private static final int MAX_FIELDS_IN_ALL = 1_000;
    private static final int MAX_BLOCKS = 50;
    private static final List<String> KEYWORDS = List.of("text", "markdown", "number", "boolean", "datetime", "enum",
            "slug", "url", "email", "reference", "group", "blocks");
    // Names that documents, the edge's queries and the core's queries use themselves.
    private static final Set<String> RESERVED = Set.of("id", "type", "view", "locale", "with", "sort", "limit", "after",
            "publishedAt", "q", "status", "page", "size");

    private final Problems problems;
    private final boolean stored;
    private final Map<String, String> formerNames = new LinkedHashMap<>();
    private int fields;

    /** @param stored whether definitions have ids, as they have in the database */
    FieldReader(Problems problems, boolean stored) {
        this.problems = problems;
        this.stored = stored;
    }

    /** The pointers of renamed fields and blocks to the names that they had before. */
    Map<String, String> formerNames() {
        return formerNames;
    }

    /** @param depth 1 for the fields of a type */
    SequencedMap<String, Field> fields(Reading parent, int depth) {
        SequencedMap<String, Field> read = new LinkedHashMap<>();
        Reading all = parent.object("fields");
        for (String name : all.names()) {
            if (!name.matches(NAME_FORM) || (depth == 1 && RESERVED.contains(name))) {
                problems.add(all.pointer(name), "is not a possible name of a field");
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
        String former = stored ? null : reading.optionalText("was");
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
        if (fields > MAX_FIELDS_IN_ALL && fields - read.size() <= MAX_FIELDS_IN_ALL) {
            problems.add(pointer, "a type must not have more than " + MAX_FIELDS_IN_ALL + " fields in all");
        }
    }

    private void checkSlugSources(SequencedMap<String, Field> read, Reading all, int depth) {
        read.values().forEach(field -> field.slugSource().ifPresent(from -> {
            Field source = read.get(from);
            if (depth > 1) {
                problems.add(all.pointer(field.name()) + "/from", "works for fields of a type only");
            } else if (source == null || !(source.type() instanceof Scalar.Text)) {
                problems.add(all.pointer(field.name()) + "/from", "must name a text field of this type");
            }
        }));
    }

    private Field field(String name, Reading reading, int depth) {
        FieldType type = type(reading, depth);
        boolean unique = reading.truth("unique", false);
        if (unique && !(type instanceof Scalar scalar && scalar.canBeUnique())) {
            problems.add(reading.pointer("unique"), "a field of type " + type.keyword() + " cannot be unique");
        }
        String id = stored ? reading.text("id", "") : "";
        List<String> formerIds = stored ? reading.words("formerIds", false) : List.of();
        Field field = new Field(id, formerIds, name, type, reading.truth("required", false), unique,
                reading.truth("localized", false), reading.truth("private", false), reading.any("default"),
                reading.optionalText("help"));
        reading.noMore();
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
        String keyword = reading.text("type", "");
        return switch (keyword) {
            case "text" -> new Scalar.Text(reading.whole("min", 0, 0, 100_000),
                    reading.whole("max", Scalar.Text.DEFAULT_MAX, 1, 100_000));
            case "markdown" -> new Scalar.Markdown(
                    reading.whole("max", Scalar.Markdown.DEFAULT_MAX, 1, Scalar.Markdown.DEFAULT_MAX));
            case "number" -> new Scalar.Numeric(reading.truth("integer", false), reading.number("min"),
                    reading.number("max"));
            case "boolean" -> new Scalar.Truth();
            case "datetime" -> new Scalar.DateTime();
            case "enum" -> new Scalar.Enumeration(reading.words("values", true));
            case "slug" -> new Scalar.Slug(reading.optionalText("from"));
            case "url" -> new Scalar.Url();
            case "email" -> new Scalar.Email();
            case "reference" -> new FieldType.Reference(reading.words("to", true), reading.truth("many", false));
            case "group" -> group(reading, depth);
            case "blocks" -> blocks(reading, depth);
            default -> unknown(reading, keyword);
        };
    }

    private FieldType unknown(Reading reading, String keyword) {
        problems.add(reading.pointer("type"), keyword.isEmpty()
                ? "a field needs a type"
                : "'" + keyword + "' is not a type of field; there are " + String.join(", ", KEYWORDS));
        return new Scalar.Text(0, Scalar.Text.DEFAULT_MAX);
    }

    private FieldType group(Reading reading, int depth) {
        return new FieldType.Group(nested(reading, depth), reading.truth("many", false));
    }

    private FieldType blocks(Reading reading, int depth) {
        SequencedMap<String, Block> of = new LinkedHashMap<>();
        Reading all = reading.object("of");
        for (String name : all.names()) {
            if (!name.matches(NAME_FORM)) {
                problems.add(all.pointer(name), "is not a possible name of a block type");
            }
            Reading block = all.object(name);
            noteFormerName(block, all.pointer(name));
            of.put(name, new Block(stored ? block.text("id", "") : "", name, nested(block, depth)));
            block.noMore();
        }
        if (of.isEmpty() || of.size() > MAX_BLOCKS) {
            problems.add(reading.pointer("of"), "needs between 1 and " + MAX_BLOCKS + " block types");
        }
        return new FieldType.Blocks(of);
    }

    private SequencedMap<String, Field> nested(Reading reading, int depth) {
        if (depth == MAX_DEPTH && !stored) {
            reading.object("fields");
            problems.add(reading.pointer("fields"), "must not be nested more than " + MAX_DEPTH + " deep");
            return new LinkedHashMap<>();
        }
        return fields(reading, depth + 1);
    }
}

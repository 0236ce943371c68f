package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Reads the definitions of fields, groups and blocks. */
final class FieldReader {

    static final String NAME_PATTERN = "[a-z][a-zA-Z0-9_]{0,62}";
    /** Of names that do not match. */
    static final String NAME_PROBLEM = "must be a lowercase letter followed by at most 62 letters, digits and underscores";

    private static final int MAX_DEPTH = 5;
    private static final List<String> KEYWORDS = List.of("text", "markdown", "number", "boolean", "datetime", "enum",
            "slug", "url", "email", "reference", "group", "blocks");

    private final ModelProblems problems;
    private final boolean stored;
    private final Map<String, String> formerNames = new LinkedHashMap<>();
    private int read;

    /** @param stored whether definitions have ids, as in the database */
    FieldReader(ModelProblems problems, boolean stored) {
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
        for (String name : names(all, ModelRules.MAX_FIELDS)) {
            if (!name.matches(NAME_PATTERN)) {
                problems.add(all.pointer(name), "the name of a field " + NAME_PROBLEM);
            } else if (depth == 1 && ReservedNames.contains(name)) {
                problems.add(all.pointer(name), "a field cannot have this name, because documents or queries use it");
            }
            Reading reading = all.object(name);
            noteFormerName(reading, all.pointer(name));
            read.put(name, field(name, reading, depth));
        }
        return read;
    }

    /** No more than {@link ModelRules} needs to reject a definition with too many; somebody may have sent very many. */
    private List<String> names(Reading all, int max) {
        int limit = Math.max(0, Math.min(max, ModelRules.MAX_TOTAL_FIELDS - read) + 1);
        List<String> names = all.names().stream().limit(stored ? Integer.MAX_VALUE : limit).toList();
        read += names.size();
        return names;
    }

    private void noteFormerName(Reading reading, String pointer) {
        String former = stored ? null : reading.optionalString("was");
        if (former != null) {
            formerNames.put(pointer, former);
        }
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
            case "text" -> text(reading);
            case "markdown" -> new Scalar.Markdown(
                    reading.integer("max", Scalar.Markdown.DEFAULT_MAX, 1, Scalar.Markdown.DEFAULT_MAX));
            case "number" -> number(reading);
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

    private FieldType text(Reading reading) {
        int min = reading.integer("min", 0, 0, 100_000);
        int max = reading.integer("max", Scalar.Text.DEFAULT_MAX, 1, 100_000);
        if (min > max && reading.has("min")) {
            problems.add(reading.pointer("min"), "must not be greater than max, which is " + max);
        }
        return new Scalar.Text(min, max);
    }

    private FieldType number(Reading reading) {
        Scalar.Numeric number = new Scalar.Numeric(reading.bool("integer", false), reading.number("min"),
                reading.number("max"));
        if (!number.allowsAnyValue()) {
            problems.add(reading.pointer("min"), number.integer()
                    ? "must leave a whole number between min and max"
                    : "must not be greater than max");
        }
        return number;
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
        for (String name : names(all, ModelRules.MAX_BLOCKS)) {
            if (!name.matches(NAME_PATTERN)) {
                problems.add(all.pointer(name), "the name of a block type " + NAME_PROBLEM);
            }
            Reading block = all.object(name);
            noteFormerName(block, all.pointer(name));
            of.put(name, new Block(stored ? block.string("id", "") : "", name, nested(block, depth)));
            block.rejectUnknownKeys();
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

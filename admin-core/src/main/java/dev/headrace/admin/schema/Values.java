package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of an entry in one locale: stored as a JSON object keyed by field id, and keyed by field name in the API.
 */
public final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final int MAX_PROBLEMS = 100;
    private static final int MAX_SEARCH_TEXT = 200_000;

    private Values() {}

    /** Visits all values, nested ones included. */
    public static void visit(ContentType type, JsonNode stored, ValueVisitor visitor) {
        new ValueWalk(visitor).fields(type.fields(), stored, FieldPath.ROOT, false);
    }

    /**
     * Reads values in API format.
     *
     * @param before the stored values, which may violate the model's current rules; missing for a new entry, which takes
     *     the defaults of omitted fields
     * @return the stored form, without empty values
     * @throws InvalidInputException naming each invalid value
     */
    public static ObjectNode read(ContentType type, JsonNode input, JsonNode before) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode stored = read(type, input, before, problems);
        throwIfAny(problems);
        return stored;
    }

    /** Reads values in API format; invalid values are left out and added to the problems. */
    public static ObjectNode read(ContentType type, JsonNode input, JsonNode before, List<Problem> problems) {
        if (input.has(ValueKeys.KEY) || input.has(ValueKeys.TYPE)) {
            problems.add(new Problem("", "must not have the members _key and _type outside lists"));
        }
        return new ValueReader(problems).fields(type.fields(), input, before, FieldPath.ROOT);
    }

    /** The default values of a new entry. */
    public static ObjectNode defaults(ContentType type) {
        return new ValueReader(new ArrayList<>()).fields(type.fields(), JSON.objectNode(), MissingNode.getInstance(),
                FieldPath.ROOT);
    }

    /** Converts values to API format: by name, in the order of the model, without empty ones. */
    public static ObjectNode show(ContentType type, JsonNode stored) {
        return ValueWriter.write(type, stored);
    }

    /** Whether two sets of stored values are equal; numbers are equal if they have the same value. */
    public static boolean same(JsonNode one, JsonNode other) {
        return ValueReader.same(one, other);
    }

    /** What prevents publication: missing required values, and values that the model does not allow; up to a limit. */
    public static List<Problem> obstacles(ContentType type, JsonNode stored) {
        return problems(type, stored, true).stream().limit(MAX_PROBLEMS).toList();
    }

    /** The problems of values that the model does not allow; required ones may be missing. */
    public static List<Problem> unfit(ContentType type, JsonNode stored) {
        return problems(type, stored, false);
    }

    private static List<Problem> problems(ContentType type, JsonNode stored, boolean complete) {
        ValueChecks checks = new ValueChecks(complete);
        visit(type, stored, checks);
        return checks.problems();
    }

    /** Whether a field allows a stored value; for references, whether it consists of ids. */
    public static boolean fits(Field field, JsonNode stored) {
        try {
            switch (field.type()) {
                case Scalar _ when ScalarChecks.isMissing(field, stored) -> {
                    // is not checked before publication either
                }
                case Scalar scalar -> scalar.normalize(stored);
                case FieldType.Reference reference -> reference.normalize(stored);
                case FieldType.Group _,FieldType.Blocks _ -> {
                    // nested values are checked individually
                }
            }
            return true;
        } catch (InvalidValueException _) {
            return false;
        }
    }

    /** A reference within an entry. */
    public record Reference(FieldPath path, Field field, UUID target) {}

    /** All references, in the order of the model; the same target may occur several times. */
    public static List<Reference> references(ContentType type, JsonNode stored) {
        return references(type, stored, _ -> true);
    }

    /** The references outside private fields, at any depth. */
    public static List<Reference> publicReferences(ContentType type, JsonNode stored) {
        return references(type, stored, field -> !field.restricted());
    }

    private static List<Reference> references(ContentType type, JsonNode stored, Predicate<Field> visits) {
        List<Reference> found = new ArrayList<>();
        visit(type, stored, new ValueVisitor() {
            @Override
            public boolean visits(Place place) {
                return visits.test(place.field());
            }

            @Override
            public void reference(Place place, List<UUID> targets) {
                targets.forEach(target -> found.add(new Reference(place.path(), place.field(), target)));
            }
        });
        return found;
    }

    /** The distinct ids of referenced entries. */
    public static Set<UUID> targets(ContentType type, JsonNode stored) {
        Set<UUID> targets = new LinkedHashSet<>();
        references(type, stored).forEach(reference -> targets.add(reference.target()));
        return targets;
    }

    /**
     * A value that no other entry may have.
     *
     * @param localized whether it must be unique only within its locale
     */
    public record Unique(FieldPath path, String fieldId, boolean localized, String text) {}

    /** All values of unique fields; blank texts are none. */
    public static List<Unique> uniques(ContentType type, JsonNode stored) {
        return uniques(type.fields(), stored);
    }

    static List<Unique> uniques(SequencedMap<String, Field> fields, JsonNode stored) {
        List<Unique> found = new ArrayList<>();
        new ValueWalk(new ValueVisitor() {
            @Override
            public void scalar(Place place, JsonNode value) {
                if (place.field().unique() && value.isValueNode() && !ScalarChecks.isMissing(place.field(), value)) {
                    found.add(new Unique(place.path(), place.field().id(), place.localized(), Scalar.text(value)));
                }
            }
        }).fields(fields, stored, FieldPath.ROOT, false);
        return found;
    }

    /** The searchable text: all strings, truncated to {@value #MAX_SEARCH_TEXT} characters. */
    public static String searchText(ContentType type, JsonNode stored) {
        StringBuilder text = new StringBuilder();
        visit(type, stored, new ValueVisitor() {
            @Override
            public void scalar(Place place, JsonNode value) {
                if (value.isString() && text.length() < MAX_SEARCH_TEXT) {
                    text.append(value.stringValue()).append('\n');
                }
            }
        });
        return text.length() <= MAX_SEARCH_TEXT ? text.toString() : text.substring(0, MAX_SEARCH_TEXT);
    }

    /**
     * Applies an edit to other values than it was based on: what the edit did not change is taken from the other values.
     *
     * @param before the values that the edit was based on
     */
    public static ObjectNode rebase(JsonNode before, ObjectNode edited, JsonNode other) {
        ObjectNode rebased = JSON.objectNode();
        Set<String> names = new LinkedHashSet<>(edited.propertyNames());
        names.addAll(other.propertyNames());
        for (String name : names) {
            JsonNode value = rebase(before.path(name), edited.path(name), other.path(name));
            if (!value.isMissingNode()) {
                rebased.set(name, value);
            }
        }
        return rebased;
    }

    private static JsonNode rebase(JsonNode before, JsonNode edited, JsonNode other) {
        if (same(edited, before)) {
            return other;
        }
        return edited instanceof ObjectNode object && other.isObject() ? rebase(before, object, other) : edited;
    }

    /** The values of fields and block types that exist in the model. */
    public static ObjectNode known(ContentType type, JsonNode stored) {
        return SharedValues.merge(type.fields(), stored, stored);
    }

    /**
     * The values of a revision, which may be of an older model. A field that replaced another one takes the other one's
     * value, which the model may not allow.
     */
    public static ObjectNode ofRevision(ContentType type, JsonNode stored) {
        return known(type, FormerValues.moved(type.fields(), stored));
    }

    /** The number of blocks in a revision whose block type no longer exists; {@link #ofRevision} omits them. */
    public static int omittedBlocks(ContentType type, JsonNode stored) {
        return FormerValues.omittedBlocks(type.fields(), FormerValues.moved(type.fields(), stored));
    }

    /** The values without those of unique fields. */
    public static ObjectNode withoutUniques(ContentType type, JsonNode stored) {
        Set<String> unique = new LinkedHashSet<>();
        type.everyField().filter(Field::unique).forEach(field -> unique.add(field.id()));
        return FieldRemoval.without(SharedValues.merge(type.fields(), stored, stored), unique);
    }

    /** The values without those of the given fields, at any depth. */
    public static ObjectNode without(ObjectNode stored, Set<String> fieldIds) {
        return FieldRemoval.without(stored, fieldIds);
    }

    /** The entry's title; empty if it has none. */
    public static String title(ContentType type, JsonNode stored) {
        return Objects.requireNonNullElse(text(type, stored, type.titleField()), "");
    }

    /** The URL slug; null if there is none, or if the value is too long. */
    public static @Nullable String slug(ContentType type, JsonNode stored) {
        return type.slugField().map(field -> text(type, stored, field.name()))
                .filter(slug -> slug.length() <= Scalar.Slug.MAX).orElse(null);
    }

    /** The stored text of a top-level field; null if it has none. */
    public static @Nullable String text(ContentType type, JsonNode stored, String fieldName) {
        Field field = type.fields().get(fieldName);
        JsonNode value = field == null ? MissingNode.getInstance() : stored.path(field.id());
        return value.isString() ? value.stringValue() : null;
    }

    /**
     * The normalized form of a text to compare with stored ones.
     *
     * @throws InvalidInputException if it has control characters
     */
    public static String normalized(String pointer, String text) {
        try {
            return ScalarChecks.text(JSON.stringNode(text));
        } catch (InvalidValueException e) {
            throw new InvalidInputException(pointer, e.reason());
        }
    }

    /** Whether a reader would see nothing of a text. */
    public static boolean isBlank(String text) {
        return ScalarChecks.isBlank(text);
    }

    /** A key for a new element of a list. */
    public static String newKey() {
        return ValueReader.newKey();
    }

    /** @throws InvalidInputException with the problems, up to a limit, if there are any */
    public static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
        }
    }
}

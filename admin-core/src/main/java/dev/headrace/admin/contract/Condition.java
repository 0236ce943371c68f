package dev.headrace.admin.contract;

import dev.headrace.admin.schema.ScalarShape;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A query parameter of lists and searches that is a condition on a field.
 *
 * @param name such as {@code date[gte]}
 * @param value a scalar or a choice
 * @param list how it can have several values
 * @param about what it means
 */
record Condition(String name, Shape value, Several list, String about) {

    /** How several values are written. */
    enum Several {
        NO,
        /** The parameter is repeated. */
        REPEATED,
        /** Separated by commas. */
        JOINED
    }

    private static final Map<String, String> BOUNDS = new TreeMap<>(
            Map.of("gte", "At least", "gt", "More than", "lte", "At most", "lt", "Less than"));
    private static final Set<ScalarShape> ORDERED = EnumSet.of(ScalarShape.TEXT, ScalarShape.NUMBER, ScalarShape.TIME);

    /** All conditions on documents of a type, by field. */
    static List<Condition> of(PublishedModel.Type type) {
        List<Condition> conditions = new ArrayList<>();
        new TreeMap<>(type.filters()).forEach((name, field) -> addEqualities(name, field, conditions));
        Map<String, ScalarShape> ordered = new TreeMap<>();
        addOrdered(type.filters(), ordered);
        addOrdered(type.sorts(), ordered);
        ordered.put(PublishedModel.PUBLISHED_AT, ScalarShape.TIME);
        ordered.forEach((name, shape) -> BOUNDS.forEach((bound, about) -> conditions.add(
                new Condition(name + "[" + bound + "]", new Shape.Scalar(shape), Several.NO, about))));
        return conditions;
    }

    private static void addEqualities(String name, Field field, List<Condition> conditions) {
        ScalarShape shape = ScalarShape.of(field);
        Shape value = field.values().isEmpty()
                ? new Shape.Scalar(shape)
                : new Shape.Choice(field.values(), false);
        String what = isReference(field) ? "The id or slug of a document" : "This value";
        conditions.add(field.many()
                ? new Condition(name, value, Several.REPEATED, what + "; if repeated, all of them")
                : new Condition(name, value, Several.NO, what));
        if (shape != ScalarShape.BOOLEAN) {
            conditions.add(new Condition(name + "[in]", value, Several.JOINED, "One of up to 20 values"));
        }
    }

    /** Bounds of references are errors, and those of choices are of no use. */
    private static void addOrdered(Map<String, Field> fields, Map<String, ScalarShape> ordered) {
        fields.forEach((name, field) -> {
            if (!isReference(field) && field.values().isEmpty() && ORDERED.contains(ScalarShape.of(field))) {
                ordered.put(name, ScalarShape.of(field));
            }
        });
    }

    private static boolean isReference(Field field) {
        return !field.to().isEmpty();
    }
}

package dev.headrace.admin.contract;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shapes as types of TypeScript. */
final class TypeScriptTypes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private TypeScriptTypes() {}

    static String of(Shape shape) {
        return switch (shape) {
            case Shape.Scalar(var kind) -> switch (kind) {
                case TEXT, MARKDOWN, TIME, URL, EMAIL, CHOICE -> "string";
                case NUMBER -> "number";
                case BOOLEAN -> "boolean";
            };
            case Shape.Count _ -> "number";
            // The last alternative keeps editors from forgetting the others.
            case Shape.Choice choice ->
                choice.open() ? choice(choice.values()) + " | (string & {})" : choice(choice.values());
            case Shape.Named(String name) -> name;
            case Shape.OneOf one -> SourceText.union(one.objects().values(), "never");
            case Shape.ListOf(Shape element) -> listOf(of(element));
            case Shape.OrNull(Shape value) -> of(value) + " | null";
        };
    }

    /** The type of a parameter. */
    static String of(Condition condition) {
        String value = of(condition.value());
        return switch (condition.list()) {
            case NO -> value;
            case REPEATED -> value + " | readonly " + listOf(value);
            case JOINED -> "readonly " + listOf(value);
        };
    }

    private static String listOf(String type) {
        return NAME.matcher(type).matches() ? type + "[]" : "(" + type + ")[]";
    }

    /** A text that is one of some. */
    static String choice(List<String> values) {
        return SourceText.literals(values).collect(Collectors.joining(" | "));
    }

    /** The name of a member, as a literal if it must be one. */
    static String member(String name) {
        return NAME.matcher(name).matches() ? name : SourceText.literal(name);
    }
}

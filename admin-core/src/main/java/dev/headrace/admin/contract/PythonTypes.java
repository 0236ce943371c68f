package dev.headrace.admin.contract;

import java.util.List;
import java.util.stream.Collectors;

/** Shapes as types of Python, which Pydantic validates. */
final class PythonTypes {

    private PythonTypes() {}

    static String of(Shape shape) {
        return switch (shape) {
            case Shape.Scalar(var kind) -> switch (kind) {
                case TEXT, MARKDOWN, URL, EMAIL, CHOICE -> "str";
                case TIME -> "datetime";
                case NUMBER -> "int | float";
                case BOOLEAN -> "bool";
            };
            case Shape.Count _ -> "int";
            case Shape.Choice choice -> choice.open() ? choice(choice.values()) + " | str" : choice(choice.values());
            case Shape.Named(String name) -> name;
            case Shape.OneOf one -> oneOf(one);
            case Shape.ListOf(Shape element) -> "list[" + of(element) + "]";
            case Shape.OrNull(Shape value) -> of(value) + " | None";
        };
    }

    /** Objects of kinds that a later model has are accepted, too. */
    private static String oneOf(Shape.OneOf one) {
        String known = one.objects().entrySet().stream()
                .map(each -> "Annotated[" + each.getValue() + ", Tag(" + SourceText.literal(each.getKey()) + ")]")
                .collect(Collectors.joining(", "));
        String tags = SourceText.literals(one.objects().keySet()).collect(Collectors.joining(", "));
        return "Annotated[Union[" + known + ", Annotated[Unknown, Tag(\"\")]], Discriminator(_one_of("
                + SourceText.literal(one.member()) + ", " + tags + "))]";
    }

    /** The type of a parameter. */
    static String of(Condition condition) {
        String value = of(condition.value());
        return switch (condition.list()) {
            case NO -> value;
            case REPEATED -> value + " | Sequence[" + value + "]";
            case JOINED -> "Sequence[" + value + "]";
        };
    }

    static String choice(List<String> values) {
        return "Literal[" + SourceText.literals(values).collect(Collectors.joining(", ")) + "]";
    }
}

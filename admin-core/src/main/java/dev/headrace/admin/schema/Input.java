package dev.headrace.admin.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form input for a field.
 *
 * @param widget {@code line}, {@code lines}, {@code markdown}, {@code number}, {@code truth}, {@code datetime},
 *     {@code enumeration}, {@code slug}, {@code url}, {@code email}, {@code reference}, {@code group}, {@code list} or
 *     {@code blocks}
 * @param maxLength in characters; null for no limit
 * @param min minimum number; null for no limit
 * @param max maximum number; null for no limit
 * @param step the HTML step attribute
 * @param choices values to choose from
 */
public record Input(String widget, @Nullable Integer maxLength, @Nullable BigDecimal min, @Nullable BigDecimal max,
        String step, List<String> choices) {

    private static final String ANY = "any";
    // Longer texts are edited in a multi-line input.
    private static final int MAX_LINE = 200;

    static Input of(FieldType type) {
        return switch (type) {
            case Scalar.Text text -> limited(text.max() > MAX_LINE ? "lines" : "line", text.max());
            case Scalar.Markdown markdown -> limited("markdown", markdown.max());
            case Scalar.Numeric number -> new Input("number", null, number.min(), number.max(),
                    number.integer() ? "1" : ANY, List.of());
            case Scalar.Bool _ -> plain("truth");
            case Scalar.DateTime _ -> plain("datetime");
            case Scalar.Enumeration(List<String> values) -> new Input("enumeration", null, null, null, ANY, values);
            case Scalar.Slug _ -> plain("slug");
            case Scalar.Url _ -> plain("url");
            case Scalar.Email _ -> plain("email");
            case FieldType.Reference _ -> plain("reference");
            case FieldType.Group group -> plain(group.many() ? "list" : "group");
            case FieldType.Blocks _ -> plain("blocks");
        };
    }

    private static Input plain(String widget) {
        return new Input(widget, null, null, null, ANY, List.of());
    }

    private static Input limited(String widget, int maxLength) {
        return new Input(widget, maxLength, null, null, ANY, List.of());
    }
}

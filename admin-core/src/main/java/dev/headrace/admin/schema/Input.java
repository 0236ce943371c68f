package dev.headrace.admin.schema;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The form input for a field.
 *
 * @param maxLength in characters; null for no limit
 * @param min minimum number; null for no limit
 * @param max maximum number; null for no limit
 * @param step the HTML step attribute of numbers
 */
public record Input(Widget widget, @Nullable Integer maxLength, @Nullable BigDecimal min, @Nullable BigDecimal max,
        String step) {

    private static final String ANY = "any";
    // Longer texts are edited in a multi-line input.
    private static final int MAX_LINE = 200;

    static Input of(FieldType type) {
        return switch (type) {
            case Scalar.Text text -> limited(text.max() > MAX_LINE ? Widget.LINES : Widget.LINE, text.max());
            case Scalar.Markdown markdown -> limited(Widget.MARKDOWN, markdown.max());
            case Scalar.Numeric number -> new Input(Widget.NUMBER, null, number.min(), number.max(),
                    number.integer() ? "1" : ANY);
            case Scalar.Bool _ -> plain(Widget.CHECKBOX);
            case Scalar.DateTime _ -> plain(Widget.DATE_TIME);
            case Scalar.Enumeration _ -> plain(Widget.CHOICE);
            case Scalar.Slug _ -> plain(Widget.SLUG);
            case Scalar.Url _ -> plain(Widget.URL);
            case Scalar.Email _ -> plain(Widget.EMAIL);
            case FieldType.Reference _ -> plain(Widget.REFERENCE);
            case FieldType.Group group -> plain(group.many() ? Widget.LIST : Widget.GROUP);
            case FieldType.Blocks _ -> plain(Widget.BLOCKS);
        };
    }

    /** The HTML step attribute for a text; for times in seconds, as precise as the text. */
    public String stepOf(String text) {
        if (widget == Widget.DATE_TIME) {
            return text.contains(".") ? "0.001" : "1";
        }
        return step;
    }

    private static Input plain(Widget widget) {
        return new Input(widget, null, null, null, ANY);
    }

    private static Input limited(Widget widget, int maxLength) {
        return new Input(widget, maxLength, null, null, ANY);
    }
}

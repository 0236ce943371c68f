package dev.headrace.admin.content;

import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field in a form.
 *
 * @param texts what stands in it, see {@link FieldTexts}
 * @param chosen the entries that it refers to
 * @param problem what is wrong with it; null: nothing
 * @param first whether it is the one to begin with
 */
record FormField(Field field, List<String> texts, List<EntryLists.Row> chosen, @Nullable String problem,
        boolean first) {

    // What is longer, people want to see as a whole.
    private static final int LONGEST_LINE = 200;

    String name() {
        return field.name();
    }

    /** The name of its control. */
    String control() {
        return FieldTexts.PREFIX + field.name();
    }

    String id() {
        return "field-" + field.name();
    }

    String label() {
        return field.label();
    }

    String text() {
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** The widget for it, a fragment of {@code content/widgets.html}. */
    String widget() {
        return switch (field.type()) {
            case FieldType.Text text -> text.max() > LONGEST_LINE || text().contains("\n") ? "lines" : "line";
            case FieldType.Markdown _ -> "markdown";
            case FieldType.Numeric _ -> "number";
            case FieldType.Truth() -> "truth";
            case FieldType.DateTime() -> "datetime";
            case FieldType.Enumeration _ -> "enumeration";
            case FieldType.Slug _ -> "slug";
            case FieldType.Url() -> "url";
            case FieldType.Email() -> "email";
            case FieldType.Reference _ -> "reference";
        };
    }

    @Nullable
    Integer longest() {
        return switch (field.type()) {
            case FieldType.Text text -> text.max();
            case FieldType.Markdown markdown -> markdown.max();
            default -> null;
        };
    }

    @Nullable
    BigDecimal least() {
        return field.type() instanceof FieldType.Numeric number ? number.min() : null;
    }

    @Nullable
    BigDecimal most() {
        return field.type() instanceof FieldType.Numeric number ? number.max() : null;
    }

    /** Steps in which a browser counts; for times in seconds, as exact as what is stored. */
    String step() {
        return switch (field.type()) {
            case FieldType.Numeric number -> number.integer() ? "1" : "any";
            case FieldType.DateTime() -> text().contains(".") ? "0.001" : "1";
            default -> "any";
        };
    }

    List<String> choices() {
        return field.type() instanceof FieldType.Enumeration enumeration ? enumeration.values() : List.of();
    }

    boolean many() {
        return field.type() instanceof FieldType.Reference reference && reference.many();
    }

    /** The label of the field that an empty slug is made from; null if it is made from none. */
    @Nullable
    String madeFrom() {
        return field.type() instanceof FieldType.Slug slug ? slug.from() : null;
    }

    /** What describes the control: its help, and what is wrong. */
    String describedBy() {
        return problem == null ? id() + "-help" : id() + "-help " + id() + "-problem";
    }
}

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

    public String name() {
        return field.name();
    }

    /** The name of its control. */
    public String control() {
        return FieldTexts.PREFIX + field.name();
    }

    public String id() {
        return "field-" + field.name();
    }

    public String label() {
        return field.label();
    }

    public String text() {
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** The widget for it, a fragment of {@code content/widgets.html}. */
    public String widget() {
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

    public @Nullable Integer longest() {
        return switch (field.type()) {
            case FieldType.Text text -> text.max();
            case FieldType.Markdown markdown -> markdown.max();
            default -> null;
        };
    }

    public @Nullable BigDecimal least() {
        return field.type() instanceof FieldType.Numeric number ? number.min() : null;
    }

    public @Nullable BigDecimal most() {
        return field.type() instanceof FieldType.Numeric number ? number.max() : null;
    }

    /** Steps in which a browser counts; for times in seconds, as exact as what is stored. */
    public String step() {
        return switch (field.type()) {
            case FieldType.Numeric number -> number.integer() ? "1" : "any";
            case FieldType.DateTime() -> text().contains(".") ? "0.001" : "1";
            default -> "any";
        };
    }

    public List<String> choices() {
        return field.type() instanceof FieldType.Enumeration enumeration ? enumeration.values() : List.of();
    }

    public boolean many() {
        return field.type() instanceof FieldType.Reference reference && reference.many();
    }

    /** The label of the field that an empty slug is made from; null if it is made from none. */
    public @Nullable String madeFrom() {
        return field.type() instanceof FieldType.Slug slug ? slug.from() : null;
    }

    /** What describes the control: its help, and what is wrong. */
    public String describedBy() {
        return problem == null ? id() + "-help" : id() + "-help " + id() + "-problem";
    }
}

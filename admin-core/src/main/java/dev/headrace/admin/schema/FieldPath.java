package dev.headrace.admin.schema;

import org.jspecify.annotations.Nullable;

/**
 * The path of a value within an entry: field names and list positions.
 *
 * @param parent null for the entry itself
 * @param step a field's name or a position
 */
public record FieldPath(@Nullable FieldPath parent, String step) {

    /** The entry itself. */
    public static final FieldPath ROOT = new FieldPath(null, "");

    public FieldPath child(String name) {
        return new FieldPath(this, name);
    }

    public FieldPath element(int position) {
        return child(Integer.toString(position));
    }

    /** The name of the top-level field; empty for the entry itself. */
    public String top() {
        FieldPath at = this;
        while (at.parent != null && at.parent.parent != null) {
            at = at.parent;
        }
        return at.step;
    }

    /** As a JSON pointer (RFC 6901), such as {@code /parts/3/text}. */
    public String pointer() {
        return parent == null ? "" : parent.pointer() + "/" + step.replace("~", "~0").replace("/", "~1");
    }
}

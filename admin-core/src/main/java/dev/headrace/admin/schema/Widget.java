package dev.headrace.admin.schema;

/** What a field is edited with. Each has a fragment in {@code content/widgets.html}. */
public enum Widget {
    LINE, LINES, MARKDOWN, NUMBER, CHECKBOX, DATE_TIME, CHOICE, SLUG, URL, EMAIL, REFERENCE, GROUP, LIST, BLOCKS;

    /** Whether it shows the label of its field itself. */
    public boolean showsLabel() {
        return switch (this) {
            case CHECKBOX, GROUP, LIST, BLOCKS -> true;
            default -> false;
        };
    }

    /** The HTML type of an input on one line. */
    public String inputType() {
        return switch (this) {
            case URL -> "url";
            case EMAIL -> "email";
            default -> "text";
        };
    }
}

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

    /** The widget for a text: one with line breaks needs several lines, even in a field of short texts. */
    public Widget fitting(String text) {
        return this == LINE && text.contains("\n") ? LINES : this;
    }

    /** A text for reading: with UTC after a time. */
    public String readable(String text) {
        return this == DATE_TIME && !text.isEmpty() ? text.replace('T', ' ') + " UTC" : text;
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

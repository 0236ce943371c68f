package dev.headrace.admin.content;

import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Input;
import dev.headrace.admin.schema.Widget;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field in a form.
 *
 * @param path of the field within its type, for requests about it: names of fields and block types, separated by dots
 * @param control the name of its control, see {@link FormTree}
 * @param texts values of its control; empty for groups and lists
 * @param chosen the entries that it refers to
 * @param hidden whether it has a stored value that its control cannot show
 * @param removed whether that value is removed when the form is saved
 * @param problem its error; null for none
 * @param first whether it has the first error of the form
 * @param fields the fields of a group
 * @param elements the elements of a repeated group or of a blocks field
 */
record FormField(Field field, String path, String control, List<String> texts, List<Chosen> chosen,
        boolean hidden, boolean removed, @Nullable String problem, boolean first, List<FormField> fields,
        List<FormElement> elements) {

    private static final int MAX_SHORT = 120;

    /**
     * An entry that a field refers to. If it was purged, or the user may not see it, it stays chosen until it is
     * removed.
     *
     * @param row null if the entry does not exist or the user may not see it
     */
    record Chosen(UUID id, @Nullable EntryRow row) {

        static Chosen of(EntryRow row) {
            return new Chosen(row.id(), row);
        }

        public String title() {
            return row == null ? "Not available" : row.shownTitle();
        }
    }

    /**
     * An element of a list in a form.
     *
     * @param key identifies it within its list
     * @param block null in a repeated group
     * @param problem its error as a whole; null for none
     */
    record FormElement(String key, @Nullable Block block, String control, String label, @Nullable String problem,
            List<FormField> fields) {

        public String id() {
            return FormField.id(control);
        }
    }

    public String name() {
        return field.name();
    }

    public String id() {
        return id(control);
    }

    static String id(String control) {
        return "field-" + control.substring(FormTree.ROOT.length() + 1).replace('/', '-');
    }

    public String label() {
        return field.label();
    }

    public String text() {
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** Its text for reading: with UTC after a time. */
    public String readable() {
        return widget().readable(text());
    }

    public Input input() {
        return field.input();
    }

    public Widget widget() {
        return input().widget().fitting(text());
    }

    /** The step attribute of the control. */
    public String step() {
        return input().stepOf(text());
    }

    public boolean many() {
        return field.many();
    }

    /** Whether it is a repeated group or a blocks field. */
    public boolean isList() {
        return many() && !field.isReference();
    }

    /** Whether any field within it has a value of its own in each locale. */
    public boolean containsLocalized() {
        return containsLocalized(field);
    }

    private static boolean containsLocalized(Field field) {
        return Stream
                .concat(field.groupFields().stream(), field.blocks().stream()
                        .flatMap(blocks -> blocks.values().stream()).map(Block::fields))
                .flatMap(fields -> fields.values().stream())
                .anyMatch(inner -> inner.localized() || containsLocalized(inner));
    }

    /** Whether its value fits on one line. */
    public boolean isShort() {
        return fields.isEmpty() && elements.isEmpty() && chosen.size() <= 1
                && texts.stream().allMatch(text -> text.length() <= MAX_SHORT && !text.contains("\n"));
    }

    /** The block types that can be added; none in a repeated group. */
    public Collection<Block> blocks() {
        return field.blocks().map(blocks -> blocks.values()).orElse(List.of());
    }

    /** The label of the field from which an empty slug is generated; null if there is none. */
    public @Nullable String generatedFrom() {
        return field.slugSource().orElse(null);
    }

    /** The control that removes a hidden value. */
    public String remove() {
        return control + "/" + FormTree.REMOVE;
    }

    /** The ids of the elements that describe the control: its help and its error. */
    public String describedBy() {
        return problem == null ? id() + "-help" : id() + "-help " + id() + "-problem";
    }
}

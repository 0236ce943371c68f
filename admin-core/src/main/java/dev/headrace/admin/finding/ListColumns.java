package dev.headrace.admin.finding;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.ValueField;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a list that show values of fields.
 *
 * @param offered all that can be chosen
 * @param chosen in the order in which they are shown
 * @param problems of the chosen names, as sentences
 */
record ListColumns(List<ValueField> offered, List<ValueField> chosen, List<String> problems) {

    private static final int MAX = 6;

    /** @param paths see {@link ValueField#path} */
    static ListColumns of(ContentType type, List<String> paths) {
        // The title has a column of its own.
        List<ValueField> offered = ValueField.of(type).stream().filter(each -> !each.path().equals(type.titleField()))
                .toList();
        List<ValueField> chosen = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String path : paths) {
            offered.stream().filter(each -> each.path().equals(path)).findFirst().ifPresentOrElse(chosen::add,
                    () -> problems.add("There is no column '" + path + "'."));
        }
        if (chosen.size() > MAX) {
            problems.add("At most " + MAX + " columns can be added.");
        }
        return new ListColumns(offered, chosen.stream().limit(MAX).toList(), problems);
    }

    /** How many can be chosen. */
    public int max() {
        return MAX;
    }

    public boolean has(ValueField field) {
        return chosen.contains(field);
    }
}

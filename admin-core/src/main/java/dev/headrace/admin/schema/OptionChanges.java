package dev.headrace.admin.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The differences between the options of two fields. Names and nested fields have steps of their own. */
final class OptionChanges {

    private OptionChanges() {}

    /** The changed options, such as {@code 'max' from 100 to none}. */
    static List<String> between(Field present, Field requested) {
        ObjectNode before = options(present);
        ObjectNode after = options(requested);
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            JsonNode from = before.path(name);
            JsonNode to = after.path(name);
            if (!ValueReader.same(from, to)) {
                boolean flag = from.isBoolean() || to.isBoolean();
                changes.add("'" + name + "' from " + text(from, flag) + " to " + text(to, flag));
            }
        }
        return changes;
    }

    private static ObjectNode options(Field field) {
        ObjectNode options = DefinitionWriter.write(field);
        options.remove(List.of("fields", "of"));
        return options;
    }

    /** @param flag whether a missing value means false */
    private static String text(JsonNode value, boolean flag) {
        if (value.isMissingNode()) {
            return flag ? "false" : "none";
        }
        if (value.isArray()) {
            return value.valueStream().map(each -> text(each, false)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isString() && !value.stringValue().contains(" ") ? value.stringValue() : value.toString();
    }
}

package dev.headrace.admin.contract;

import dev.headrace.model.PublishedModel;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The orders of a type's lists. */
final class Sorts {

    private Sorts() {}

    /** The values of the parameter {@code sort}. */
    static List<String> of(PublishedModel.Type type) {
        TreeSet<String> names = new TreeSet<>(type.sorts().keySet());
        names.add(PublishedModel.PUBLISHED_AT);
        return names.stream().flatMap(name -> Stream.of(name, "-" + name)).toList();
    }
}

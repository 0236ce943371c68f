package dev.headrace.admin.contract;

import dev.headrace.admin.contract.ObjectShape.Property;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The objects described so far. Equal parts of documents share a name. */
final class NamedObjects {

    private final ClassNames names = new ClassNames();
    private final SequencedMap<String, ObjectShape> byName = new LinkedHashMap<>();
    private final Map<Part, String> parts = new HashMap<>();

    /** @param name the preferred one of its names */
    private record Part(List<String> name, List<Property> properties) {}

    /** A name for an object that is added later. */
    String reserve(List<String> parts) {
        return names.next(List.of(parts));
    }

    /** @param name a reserved name */
    void add(String name, String about, List<Property> properties) {
        byName.put(name, new ObjectShape(name, about, properties));
    }

    /**
     * Adds a part of documents, unless there is an equal one.
     *
     * @param wanted names, the preferred one first
     * @return its name
     */
    String add(List<List<String>> wanted, String about, List<Property> properties) {
        return parts.computeIfAbsent(new Part(wanted.getFirst(), properties), _ -> {
            String name = names.next(wanted);
            add(name, about, properties);
            return name;
        });
    }

    List<ObjectShape> all() {
        return List.copyOf(byName.values());
    }
}

package dev.headrace.admin.schema;

import dev.headrace.admin.web.NotFoundException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An immutable snapshot of the model.
 *
 * @param version increases with each change
 * @param types by name, in the order in which they were added
 */
public record Model(long version, Locales locales, SequencedMap<String, ContentType> types) {

    public Model {
        types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
    }

    public Optional<ContentType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** @throws NotFoundException if there is no such type */
    public ContentType type(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("There is no type '" + name + "'."));
    }

    /** The type with an id. */
    public Optional<ContentType> byId(String id) {
        return types.values().stream().filter(type -> type.id().equals(id)).findFirst();
    }

    public List<ContentType> all() {
        return List.copyOf(types.values());
    }
}

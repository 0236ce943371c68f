package dev.headrace.admin.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A type of element in a field of blocks.
 *
 * @param id identifies it in stored values and never changes; empty until the model is applied
 * @param fields by name
 */
public record Block(String id, String name, SequencedMap<String, Field> fields) {

    public Block {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    public String label() {
        return Field.label(name);
    }
}

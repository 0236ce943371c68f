package dev.headrace.admin.schema;

import dev.headrace.model.EntryId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * The type of a field's values. Other packages do not see these types: they use {@link Field}, or visit values with a
 * {@link ValueVisitor}.
 */
sealed interface FieldType permits Scalar, FieldType.Reference, FieldType.Group, FieldType.Blocks {

    /** The name in the model file. */
    String keyword();

    /**
     * References to other entries: an id, or an array of ids.
     *
     * @param to the allowed types
     */
    record Reference(List<String> to, boolean many) implements FieldType {

        static final int MAX_TARGETS = 100;

        public Reference {
            to = List.copyOf(to);
        }

        @Override
        public String keyword() {
            return "reference";
        }

        /** @throws InvalidValueException if it is not the id of an entry, or not an array of ids */
        JsonNode normalize(JsonNode value) {
            if (!many) {
                return StringNode.valueOf(id(value));
            }
            if (!value.isArray()) {
                throw new InvalidValueException("must be an array of ids");
            }
            if (value.size() > MAX_TARGETS) {
                throw new InvalidValueException("must not refer to more than " + MAX_TARGETS + " entries");
            }
            Set<String> ids = new LinkedHashSet<>();
            value.forEach(element -> ids.add(id(element)));
            ArrayNode stored = JsonNodeFactory.instance.arrayNode(ids.size());
            ids.forEach(stored::add);
            return stored;
        }

        private static String id(JsonNode value) {
            if (!value.isString() || !EntryId.isId(value.stringValue())) {
                throw new InvalidValueException("must be the id of an entry");
            }
            return value.stringValue();
        }
    }

    /**
     * A group of fields, single or repeated.
     *
     * @param fields by name
     */
    record Group(SequencedMap<String, Field> fields, boolean many) implements FieldType {

        public Group {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String keyword() {
            return "group";
        }
    }

    /**
     * A list of elements, each of one of several block types.
     *
     * @param of by name
     */
    record Blocks(SequencedMap<String, Block> of) implements FieldType {

        public Blocks {
            of = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(of));
        }

        @Override
        public String keyword() {
            return "blocks";
        }
    }
}

package dev.headrace.admin.content;

import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.ValueKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The controls of a submitted form. Their names are paths: {@code fields/title}, or {@code fields/parts/KEY/text} for a
 * field of the element with that key. The controls {@code _key} and {@code _type} of an element give its presence and
 * its block type; elements are in the order of these controls.
 */
final class FormTree {

    /** Prefix of all names, which distinguishes fields from other parameters. */
    static final String ROOT = "fields";
    static final String KEY = ValueKeys.KEY;
    static final String TYPE = ValueKeys.TYPE;
    /** Removes a value that the control of its field cannot show. */
    static final String REMOVE = "_remove";

    private static final int MAX_DEPTH = 16;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<String> texts = new ArrayList<>();
    private final Map<String, FormTree> children = new LinkedHashMap<>();

    private FormTree() {}

    static FormTree of(Map<String, List<String>> parameters) {
        FormTree root = new FormTree();
        parameters.forEach((name, values) -> {
            String[] steps = name.split("/", MAX_DEPTH);
            if (steps.length > 1 && steps[0].equals(ROOT)) {
                FormTree at = root;
                for (int i = 1; i < steps.length; i++) {
                    at = at.children.computeIfAbsent(steps[i], _ -> new FormTree());
                }
                // Browsers send empty strings for empty controls, and use CRLF line endings.
                values.stream().filter(text -> !text.isEmpty()).map(text -> text.replace("\r\n", "\n"))
                        .forEach(at.texts::add);
            }
        });
        return root;
    }

    /**
     * The values of the form, in API form. An empty field is null; one that the form did not contain is absent.
     *
     * @param before the values that the form was built from, in API form
     */
    ObjectNode values(ContentType type, JsonNode before) {
        return values(type.fields(), before);
    }

    /** The values that a form was built from, with those of the form instead where it has the field. */
    static ObjectNode merged(ObjectNode before, ObjectNode values) {
        ObjectNode merged = before.deepCopy();
        merged.setAll(values);
        return merged;
    }

    /** Input for fields that no longer exist: names of top-level fields to their texts. */
    Map<String, List<String>> withoutField(ContentType type) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        children.forEach((name, child) -> {
            if (type.field(name).isEmpty()) {
                texts.put(name, child.allTexts());
            }
        });
        return texts;
    }

    /** The names of the controls whose values are to be removed, see {@link #REMOVE}. */
    Set<String> removed() {
        Set<String> removed = new LinkedHashSet<>();
        collectRemoved(ROOT, removed);
        return removed;
    }

    /** Whether a control belongs to a top-level field. */
    static boolean isWithin(String field, String control) {
        return (control + "/").startsWith(ROOT + "/" + field + "/");
    }

    private void collectRemoved(String control, Set<String> removed) {
        children.forEach((name, child) -> {
            if (name.equals(REMOVE)) {
                removed.add(control);
            } else {
                child.collectRemoved(control + "/" + name, removed);
            }
        });
    }

    private List<String> allTexts() {
        List<String> all = new ArrayList<>(texts);
        children.forEach((name, child) -> {
            if (!name.equals(KEY) && !name.equals(TYPE)) {
                all.addAll(child.allTexts());
            }
        });
        return all;
    }

    private ObjectNode values(SequencedMap<String, Field> fields, JsonNode before) {
        ObjectNode values = JSON.objectNode();
        fields.forEach((name, field) -> {
            FormTree child = children.get(name);
            if (child != null) {
                values.set(name, child.value(field, before.path(name)));
            }
        });
        return values;
    }

    private JsonNode value(Field field, JsonNode before) {
        if (!field.canShow(before) && (!isFilled() || isUntouched(field, before))) {
            return children.containsKey(REMOVE) ? JSON.nullNode() : before;
        }
        if (field.groupFields().isPresent() && !field.many()) {
            // In an optional group without a value, a cleared checkbox does not create one.
            return before.isMissingNode() && !field.required() && !isFilled()
                    ? JSON.nullNode()
                    : values(field.groupFields().get(), before);
        }
        if (field.groupFields().isPresent() || field.blocks().isPresent()) {
            ArrayNode elements = JSON.arrayNode();
            Map<String, JsonNode> present = new HashMap<>();
            before.forEach(element -> present.putIfAbsent(element.path(KEY).asString(""), element));
            children.forEach((key, child) -> child
                    .element(field, key, present.getOrDefault(key, JSON.missingNode())).ifPresent(elements::add));
            return elements;
        }
        return field.valueOf(texts, before);
    }

    /** Whether its control returned what it showed; controls show some values that they could not have produced. */
    private boolean isUntouched(Field field, JsonNode before) {
        return !texts.isEmpty() && texts.equals(field.texts(before));
    }

    private boolean isFilled() {
        return !texts.isEmpty() || children.entrySet().stream()
                .anyMatch(child -> !child.getKey().equals(REMOVE) && child.getValue().isFilled());
    }

    private Optional<ObjectNode> element(Field list, String key, JsonNode present) {
        if (!children.containsKey(KEY)) {
            return Optional.empty();
        }
        ObjectNode element = JSON.objectNode().put(KEY, key);
        if (list.groupFields().isPresent()) {
            element.setAll(values(list.groupFields().get(), present));
            return Optional.of(element);
        }
        FormTree type = children.get(TYPE);
        String block = type == null || type.texts.isEmpty() ? "" : type.texts.getFirst();
        element.put(TYPE, block);
        list.blocks().map(blocks -> blocks.get(block)).map(Block::fields)
                .ifPresent(fields -> element.setAll(values(fields, present)));
        return Optional.of(element);
    }
}

package dev.headrace.admin.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts stored values to API format. */
final class ValueWriter implements ValueVisitor {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();

    private ValueWriter(ObjectNode root) {
        open.push(root);
    }

    static ObjectNode write(ContentType type, JsonNode stored) {
        ObjectNode root = JSON.objectNode();
        Values.visit(type, stored, new ValueWriter(root));
        return root;
    }

    @Override
    public void scalar(Place place, JsonNode value) {
        if (!value.isMissingNode()) {
            object().set(place.field().name(), value);
        }
    }

    @Override
    public void reference(Place place, List<UUID> targets) {
        if (targets.isEmpty()) {
            return;
        }
        if (place.field().many()) {
            ArrayNode ids = object().putArray(place.field().name());
            targets.forEach(target -> ids.add(target.toString()));
        } else {
            object().put(place.field().name(), targets.getFirst().toString());
        }
    }

    @Override
    public void otherShape(Place place, JsonNode value) {
        object().set(place.field().name(), value);
    }

    @Override
    public void startGroup(Place place) {
        open.push(object().putObject(place.field().name()));
    }

    @Override
    public void endGroup(Place place) {
        open.pop();
    }

    @Override
    public void startList(Place place, int size) {
        open.push(size == 0 ? JSON.arrayNode() : object().putArray(place.field().name()));
    }

    @Override
    public void endList(Place place) {
        open.pop();
    }

    @Override
    public void startElement(Place place, String key, @Nullable Block block) {
        ObjectNode element = ((ArrayNode) open.element()).addObject().put(ValueKeys.KEY, key);
        if (block != null) {
            element.put(ValueKeys.TYPE, block.name());
        }
        open.push(element);
    }

    @Override
    public void endElement(Place place) {
        open.pop();
    }

    private ObjectNode object() {
        return (ObjectNode) open.element();
    }
}

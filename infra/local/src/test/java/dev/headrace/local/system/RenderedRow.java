package dev.headrace.local.system;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.system.PublishedRows.Row;
import dev.headrace.local.system.StoredModel.Block;
import dev.headrace.local.system.StoredModel.Field;
import dev.headrace.local.system.StoredModel.View;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reimplements the rules of rendering. */
final class RenderedRow {

    private final PublishedRows published;
    private final String locale;
    private final Set<String> include;

    /** @param include dotted paths of the references to embed */
    RenderedRow(PublishedRows published, String locale, Set<String> include) {
        this.published = published;
        this.locale = locale;
        this.include = include;
    }

    /** The document without {@code _meta}. */
    ObjectNode render(Row row, View view) {
        ObjectNode document = identity(row);
        row.type().fields().stream().filter(field -> view.shows(field.name()))
                .forEach(field -> put(document, field, row.fields(), ""));
        return document;
    }

    private static ObjectNode identity(Row row) {
        return LocalCore.JSON.createObjectNode().put("id", row.entry()).put("type", row.type().name());
    }

    private void putAll(ObjectNode into, List<Field> fields, JsonNode values, String path) {
        fields.forEach(field -> put(into, field, values, path));
    }

    /** @param path that of the parent, with a trailing dot; empty for a type */
    private void put(ObjectNode into, Field field, JsonNode values, String path) {
        if (field.restricted()) {
            return;
        }
        JsonNode value = values.path(field.id());
        if (field.isReference()) {
            putReferences(into, field, value, include.contains(path + field.name()));
        } else if (field.isList()) {
            ArrayNode list = into.putArray(field.name());
            value.forEach(element -> putElement(list, field, element, path + field.name() + "."));
        } else if (value.isMissingNode()) {
            into.putNull(field.name());
        } else {
            into.set(field.name(), value);
        }
    }

    /** Readers do not see keys. */
    private void putElement(ArrayNode list, Field field, JsonNode element, String path) {
        if (field.blocks().isEmpty()) {
            putAll(list.addObject(), field.fields(), element, path);
        } else {
            Block block = Objects.requireNonNull(field.blocks().get(element.path("_block").stringValue()));
            putAll(list.addObject().put("_type", block.name()), block.fields(), element, path + block.name() + ".");
        }
    }

    private void putReferences(ObjectNode into, Field field, JsonNode value, boolean embed) {
        List<ObjectNode> visible = published.targets(value, locale).map(target -> embed
                ? new RenderedRow(published, locale, Set.of()).render(target, target.type().embedded())
                : identity(target)).toList();
        if (field.many()) {
            into.putArray(field.name()).addAll(visible);
        } else {
            into.set(field.name(), visible.isEmpty() ? LocalCore.JSON.nullNode() : visible.getFirst());
        }
    }
}

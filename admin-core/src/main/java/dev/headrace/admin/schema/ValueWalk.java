package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ValueVisitor.Place;
import dev.headrace.model.EntryId;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The traversal of stored values.
 *
 * <p>Values are keyed by field id. An element of a list has a key ({@link ValueKeys#KEY}), and a block also the id of its
 * block type ({@link ValueKeys#BLOCK}). Values unknown to the model are treated as absent.
 */
final class ValueWalk {

    private final ValueVisitor visitor;

    ValueWalk(ValueVisitor visitor) {
        this.visitor = visitor;
    }

    void fields(SequencedMap<String, Field> fields, JsonNode stored, FieldPath at, boolean localized) {
        fields.values().forEach(field -> field(field, stored, at, localized));
    }

    void field(Field field, JsonNode stored, FieldPath at, boolean localized) {
        Place place = new Place(at.child(field.name()), field, localized || field.localized());
        if (visitor.visits(place)) {
            value(place, stored.path(field.id()));
        }
    }

    private void value(Place place, JsonNode value) {
        if (hasOtherShape(place.field(), value)) {
            visitor.otherShape(place, value);
            return;
        }
        switch (place.field().type()) {
            case Scalar _ -> visitor.scalar(place, value);
            case FieldType.Reference _ -> visitor.reference(place, ids(value));
            case FieldType.Group group when group.many() -> elements(place, value);
            case FieldType.Group group -> group(place, group, value);
            case FieldType.Blocks _ -> elements(place, value);
        }
    }

    private void group(Place place, FieldType.Group group, JsonNode value) {
        if (value.isObject()) {
            visitor.startGroup(place);
            fields(group.fields(), value, place.path(), place.localized());
            visitor.endGroup(place);
        } else {
            visitor.emptyGroup(place);
        }
    }

    private void elements(Place place, JsonNode value) {
        List<JsonNode> elements = value.valueStream()
                .filter(element -> fieldsOf(place.field(), element).isPresent()).toList();
        visitor.startList(place, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            element(place, elements.get(i), i);
        }
        visitor.endList(place);
    }

    private void element(Place list, JsonNode element, int position) {
        Place place = new Place(list.path().element(position), list.field(), list.localized());
        visitor.startElement(place, element.path(ValueKeys.KEY).asString(""),
                block(list.field(), element).orElse(null));
        fields(fieldsOf(list.field(), element).orElseThrow(), element, place.path(), list.localized());
        visitor.endElement(place);
    }

    /** The fields of an element; empty if its block type no longer exists. */
    static Optional<SequencedMap<String, Field>> fieldsOf(Field list, JsonNode element) {
        if (!element.isObject()) {
            return Optional.empty();
        }
        return list.type() instanceof FieldType.Group group
                ? Optional.of(group.fields())
                : block(list, element).map(Block::fields);
    }

    static Optional<Block> block(Field list, JsonNode element) {
        return list.type() instanceof FieldType.Blocks blocks
                ? blocks.of().values().stream()
                        .filter(block -> block.id().equals(element.path(ValueKeys.BLOCK).asString("")))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Whether a value's JSON shape does not match its field's type, because the field had another type when it was saved.
     * Scalars are not distinguished.
     */
    static boolean hasOtherShape(Field field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        return switch (field.type()) {
            case Scalar _ -> false;
            case FieldType.Reference reference when reference.many() -> !isList(value, ValueWalk::isId);
            case FieldType.Reference _ -> !isId(value);
            case FieldType.Group group when group.many() ->
                !isList(value, element -> element.isObject() && !element.has(ValueKeys.BLOCK));
            case FieldType.Group _ -> !value.isObject();
            case FieldType.Blocks _ -> !isList(value, element -> element.has(ValueKeys.BLOCK));
        };
    }

    private static boolean isList(JsonNode value, Predicate<JsonNode> element) {
        return value.isArray() && value.valueStream().allMatch(element);
    }

    private static List<UUID> ids(JsonNode value) {
        return (value.isArray() ? value.valueStream() : Stream.of(value)).filter(ValueWalk::isId)
                .map(id -> UUID.fromString(id.stringValue())).toList();
    }

    private static boolean isId(JsonNode value) {
        return value.isString() && EntryId.isId(value.stringValue());
    }
}

package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.PublishedModel.ValueKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of a type, a group or a block.
 *
 * @param id identifies it in stored values and never changes; empty until the model is applied
 * @param formerIds ids of the fields of other types that it replaced, latest first; old revisions have their values
 *     under these ids
 * @param required whether an entry can be published without a value
 * @param unique whether no two entries of the type may have the same value
 * @param localized whether each locale has a value of its own
 * @param restricted whether its values stay in the core ({@code private} in the model file)
 * @param defaultValue the value in new entries, in API format
 * @param help a hint for editors
 */
public record Field(String id, List<String> formerIds, String name, FieldType type, boolean required, boolean unique,
        boolean localized,
        boolean restricted, @Nullable JsonNode defaultValue, @Nullable String help) {

    public Field {
        formerIds = List.copyOf(formerIds);
    }

    /** The display name: {@code firstName} is "First name". */
    public String label() {
        return label(name);
    }

    Field withIds(String ownId, List<String> former) {
        return new Field(ownId, former, name, type, required, unique, localized, restricted, defaultValue, help);
    }

    Field withName(String newName) {
        return new Field(id, formerIds, newName, type, required, unique, localized, restricted, defaultValue, help);
    }

    Field withType(FieldType newType) {
        return new Field(id, formerIds, name, newType, required, unique, localized, restricted, defaultValue, help);
    }

    static String label(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ');
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The field's type in the model file. */
    public String keyword() {
        return type.keyword();
    }

    /**
     * How lists at the edge compare its values; empty if lists cannot be filtered or sorted by it. Only for the published
     * model: the methods below say what follows from it.
     */
    public Optional<ValueKind> listKind() {
        return switch (type) {
            case Scalar scalar -> Optional.ofNullable(scalar.listKind());
            case FieldType.Reference _ -> Optional.of(ValueKind.REFERENCE);
            case FieldType.Group _,FieldType.Blocks _ -> Optional.empty();
        };
    }

    /** What its values are in documents; empty for references, groups and blocks. */
    public Optional<ScalarShape> shape() {
        return type instanceof Scalar scalar ? Optional.of(ScalarShape.of(scalar)) : Optional.empty();
    }

    /** Whether lists can be filtered by it. */
    public boolean isFilterable() {
        return listKind().isPresent();
    }

    /** Whether its values are compared as numbers. */
    public boolean isNumber() {
        return type instanceof Scalar.Numeric;
    }

    /** Whether its values are moments. */
    public boolean isTime() {
        return type instanceof Scalar.DateTime;
    }

    /** Whether filters can have a bound: its values have an order that staff know. */
    public boolean isOrdered() {
        return isNumber() || isTime();
    }

    /** The types whose entries it may refer to; empty if it is not a reference. */
    public List<String> targets() {
        return type instanceof FieldType.Reference reference ? reference.to() : List.of();
    }

    public boolean isReference() {
        return type instanceof FieldType.Reference;
    }

    /** Whether it accepts several values, elements or blocks. */
    public boolean many() {
        return switch (type) {
            case Scalar _ -> false;
            case FieldType.Reference reference -> reference.many();
            case FieldType.Group group -> group.many();
            case FieldType.Blocks _ -> true;
        };
    }

    /** The fields of a group, by name; empty for other types. */
    public Optional<SequencedMap<String, Field>> groupFields() {
        return type instanceof FieldType.Group group ? Optional.of(group.fields()) : Optional.empty();
    }

    /** The block types that its elements may have, by name; empty if it is not a field of blocks. */
    public Optional<SequencedMap<String, Block>> blocks() {
        return type instanceof FieldType.Blocks blocks ? Optional.of(blocks.of()) : Optional.empty();
    }

    /** Whether it is a URL slug. */
    public boolean isSlug() {
        return type instanceof Scalar.Slug;
    }

    /** The text field from which an empty slug is generated. */
    public Optional<String> slugSource() {
        return type instanceof Scalar.Slug slug ? Optional.ofNullable(slug.from()) : Optional.empty();
    }

    /** The values that it may have; empty if any value of its type is possible. */
    public List<String> choices() {
        return type instanceof Scalar.Enumeration(List<String> values) ? values : List.of();
    }

    /** The form input for the field. */
    public Input input() {
        return Input.of(type);
    }

    /**
     * The form values of a stored value: none, one, or several for a reference to many. Groups and blocks have none of
     * their own.
     */
    public List<String> texts(JsonNode stored) {
        return FormText.of(type, stored);
    }

    /**
     * Converts form values to API format; JSON null if there are none. Unreadable input is returned as a string, so that
     * validation rejects it.
     *
     * @param before the value that the form was built from, in API form
     */
    public JsonNode valueOf(List<String> texts, JsonNode before) {
        return FormText.value(this, texts, before);
    }

    /** Whether forms can show a value, which is in API form; they cannot show values of the field's former type. */
    public boolean canShow(JsonNode value) {
        return FormText.canShow(type, value);
    }

    /** Converts a value from a file to API format: dates without time or offset are completed. */
    public JsonNode fromFile(JsonNode value) {
        return FileValue.of(type, value);
    }

    /** A text from the control of a filter as API calls write it: controls for times have no offset, and are in UTC. */
    public String fromFilterControl(String text) {
        return isTime() && !text.isEmpty() && !text.endsWith("Z") ? text + "Z" : text;
    }

    /** How lists show the text of a stored value, or of a filter. */
    public String displayText(String stored) {
        return FormText.display(type, stored);
    }

    /** The moment that a stored text means; empty if this is no field of times, or the text is from its former type. */
    public Optional<Instant> moment(String stored) {
        return isTime() ? FormText.moment(stored) : Optional.empty();
    }

    /**
     * The canonical text of a stored value in index records; empty if lists cannot be filtered or sorted by it. Values that
     * were stored under an earlier model may have none.
     */
    public Optional<String> indexText(JsonNode stored) {
        return listKind().flatMap(kind -> FormText.index(kind, stored));
    }

    /** Whether documents can be found by its texts. */
    boolean isSearchable() {
        return SearchedText.in(this, name).findAny().isPresent();
    }

    /**
     * What readers see of a stored text, by which documents are found; empty if it is not a text.
     *
     * @param max length of the part of the stored text that is read, in characters
     */
    public String searchText(JsonNode stored, int max) {
        if (!stored.isString()) {
            return "";
        }
        String text = stored.stringValue().substring(0, Math.min(max, stored.stringValue().length()));
        return switch (type) {
            case Scalar.Text _ -> text;
            case Scalar.Markdown _ -> MarkdownText.plain(text);
            case Scalar _,FieldType.Reference _,FieldType.Group _,FieldType.Blocks _ -> "";
        };
    }

    /**
     * The canonical text of a filter value; an id or slug for a reference.
     *
     * @throws InvalidInputException if no value of this field can be equal to it
     */
    public String filterText(String text) {
        try {
            return FormText.filter(type, text);
        } catch (InvalidValueException e) {
            throw new InvalidInputException("/" + name, e.reason());
        }
    }
}

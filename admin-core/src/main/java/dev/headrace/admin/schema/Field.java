package dev.headrace.admin.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of a type.
 *
 * @param required whether an entry can be published without a value
 * @param unique whether no two entries of the type may have the same value
 * @param localized whether the value differs by locale
 * @param defaultValue the value of a new entry
 * @param help a sentence for editors
 */
public record Field(String name, FieldType type, boolean required, boolean unique, boolean localized,
        @Nullable JsonNode defaultValue, @Nullable String help) {

    /** The name as people read it: {@code firstName} is "First name". */
    public String label() {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ');
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1).toLowerCase(Locale.ROOT);
    }

    Field renamed(String newName) {
        return new Field(newName, type, required, unique, localized, defaultValue, help);
    }
}

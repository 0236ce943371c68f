package dev.headrace.admin.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an entry in the locale that it is translated from, shown beside those of another locale.
 *
 * @param fields by control, which names the same value in all locales
 */
record SourceTexts(String locale, Map<String, FormField> fields) {

    static SourceTexts of(String locale, List<FormField> form) {
        Map<String, FormField> fields = new HashMap<>();
        collect(form, fields);
        return new SourceTexts(locale, fields);
    }

    private static void collect(List<FormField> from, Map<String, FormField> into) {
        from.forEach(field -> {
            into.put(field.control(), field);
            collect(field.fields(), into);
            field.elements().forEach(element -> collect(element.fields(), into));
        });
    }

    /** The source of a localized field; null for none, or if the fields within it have their own. */
    public @Nullable FormField of(FormField field) {
        FormField source = fields.get(field.control());
        if (source == null || !source.fields().isEmpty() || !field.elements().isEmpty()) {
            return null;
        }
        return source.texts().isEmpty() && source.elements().isEmpty() ? null : source;
    }
}

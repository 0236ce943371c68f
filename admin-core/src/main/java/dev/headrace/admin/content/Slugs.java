package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes slugs from titles. */
@Component
public class Slugs {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");
    private static final int LONGEST = 120;
    private static final int MOST_TRIES = 1_000;

    private final UniqueValues unique;

    Slugs(UniqueValues unique) {
        this.unique = unique;
    }

    /** The text in lowercase ASCII with hyphens; empty if nothing of it can be written so. */
    public static String of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("")
                .toLowerCase(Locale.ROOT).replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("ł", "l");
        String slug = SEPARATORS.matcher(APOSTROPHES.matcher(plain).replaceAll("")).replaceAll("-");
        String trimmed = EDGES.matcher(slug).replaceAll("");
        return trimmed.length() <= LONGEST
                ? trimmed
                : EDGES.matcher(trimmed.substring(0, LONGEST)).replaceAll("");
    }

    /** Fills empty slug fields from the fields that they are made from. */
    void fill(ContentType type, UUID entry, ObjectNode fields) {
        for (Field field : type.fields().values()) {
            if (field.type() instanceof FieldType.Slug(String from) && from != null && !fields.has(field.name())) {
                String slug = of(fields.path(from).asString(""));
                if (!slug.isEmpty()) {
                    fields.put(field.name(), field.unique() ? free(type, field, slug, entry) : slug);
                }
            }
        }
    }

    private String free(ContentType type, Field field, String slug, UUID entry) {
        for (int number = 1; number <= MOST_TRIES; number++) {
            String candidate = number == 1 ? slug : slug + "-" + number;
            if (!unique.isTaken(type.name(), field.name(), candidate, entry)) {
                return candidate;
            }
        }
        return slug + "-" + entry.toString().substring(24);
    }
}

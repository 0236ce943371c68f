package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Values;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Generates slugs. */
@Component
public class Slugs {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");
    private static final int MAX_LENGTH = 120;
    private static final int MAX_SUFFIX = 1_000;

    private final UniqueValues unique;

    Slugs(UniqueValues unique) {
        this.unique = unique;
    }

    /** The text in lowercase ASCII with hyphens; empty if it has no such characters. */
    public static String of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("")
                .toLowerCase(Locale.ROOT).replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("ł", "l");
        String slug = SEPARATORS.matcher(APOSTROPHES.matcher(plain).replaceAll("")).replaceAll("-");
        String trimmed = EDGES.matcher(slug).replaceAll("");
        return trimmed.length() <= MAX_LENGTH
                ? trimmed
                : EDGES.matcher(trimmed.substring(0, MAX_LENGTH)).replaceAll("");
    }

    /** Fills empty slug fields from their source fields. */
    void fill(ContentType type, UUID entry, String locale, ObjectNode stored) {
        for (Field field : type.fields().values()) {
            field.slugSource().filter(_ -> !stored.has(field.id())).ifPresent(from -> {
                String source = Values.text(type, stored, from);
                String slug = source == null ? "" : of(source);
                if (!slug.isEmpty()) {
                    stored.put(field.id(), field.unique() ? take(field, locale, slug, entry) : slug);
                }
            });
        }
    }

    /** Appends a number to slugs that other entries use. */
    void makeUnique(ContentType type, UUID entry, String locale, ObjectNode stored) {
        type.fields().values().stream().filter(field -> field.isSlug() && field.unique() && stored.has(field.id()))
                .forEach(field -> stored.put(field.id(),
                        take(field, locale, stored.get(field.id()).stringValue(), entry)));
    }

    private String take(Field field, String locale, String slug, UUID entry) {
        String scope = UniqueValues.scope(field.localized(), locale);
        List<String> candidates = Stream
                .concat(Stream.of(slug), IntStream.rangeClosed(2, MAX_SUFFIX).mapToObj(number -> slug + "-" + number))
                .toList();
        return unique.takeFirstFree(field.id(), scope, candidates, entry)
                .orElseGet(() -> slug + "-" + entry.toString().substring(24));
    }
}

package dev.headrace.admin.content;

import com.ibm.icu.text.Transliterator;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Values;
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

    /** Transliterates all scripts: 你好 is "ni hao", Œuvre is "OEuvre". */
    private static final Transliterator TO_ASCII = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");
    private static final int MAX_LENGTH = 120;
    private static final int MAX_SOURCE = 400;
    private static final int MAX_SUFFIX = 1_000;

    private final UniqueValues unique;

    Slugs(UniqueValues unique) {
        this.unique = unique;
    }

    /** The text in lowercase ASCII with hyphens; empty if it has no letters or digits. */
    public static String of(String text) {
        String beginning = text.length() <= MAX_SOURCE ? text : text.substring(0, MAX_SOURCE);
        String plain = TO_ASCII.transliterate(beginning).toLowerCase(Locale.ROOT);
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
                if (source != null && !Values.isBlank(source)) {
                    String slug = of(source);
                    String preferred = slug.isEmpty() ? shortId(entry) : slug;
                    stored.put(field.id(), field.unique() ? take(field, locale, preferred, entry) : preferred);
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
                .orElseGet(() -> slug + "-" + shortId(entry));
    }

    /** The random end of an id. */
    private static String shortId(UUID entry) {
        return entry.toString().substring(24);
    }
}

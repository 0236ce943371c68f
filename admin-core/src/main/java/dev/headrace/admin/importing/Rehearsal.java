package dev.headrace.admin.importing;

import dev.headrace.admin.content.ClaimedValues.Claim;
import dev.headrace.admin.content.Slugs;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a dry run would have created so far. Each of its files is imported and rolled back, so this is how later files
 * find the names and the unique values of earlier ones, and are reported as an import would report them. Used by one
 * thread.
 */
final class Rehearsal {

    // Beyond it, a report may count an entry twice.
    private static final int MAX_KNOWN = 500_000;
    // As many as an import tries.
    private static final int MAX_SUFFIX = 1_000;

    private final Set<Name> names = new HashSet<>();
    private final Map<Value, Claim> values = new HashMap<>();

    /** A slug, or a title in lowercase. */
    private record Name(String type, String text) {

        static Name title(String type, String title) {
            return new Name(type, normalized(title).toLowerCase(Locale.ROOT));
        }
    }

    private record Value(String fieldId, String text) {}

    /** Whether an entry of one of these types has the name. */
    boolean knows(Collection<String> types, String name) {
        return types.stream().anyMatch(type -> names.contains(new Name(type, name))
                || names.contains(Name.title(type, name)));
    }

    void add(String type, String title, @Nullable String slug) {
        if (names.size() < MAX_KNOWN) {
            names.add(Name.title(type, title));
            if (slug != null) {
                names.add(new Name(type, slug));
            }
        }
    }

    void add(Collection<Claim> claims) {
        if (values.size() < MAX_KNOWN) {
            claims.forEach(claim -> values.put(new Value(claim.fieldId(), claim.value()), claim));
        }
    }

    /**
     * The values of earlier files that a new entry could conflict with.
     *
     * @param fields of the entry, in API form
     */
    List<Claim> claims(ContentType type, ObjectNode fields) {
        List<Claim> found = new ArrayList<>();
        type.fields().values().stream().filter(Field::unique)
                .forEach(field -> candidates(field, fields).map(text -> values.get(new Value(field.id(), text)))
                        .filter(claim -> claim != null).forEach(found::add));
        return found;
    }

    private static Stream<String> candidates(Field field, ObjectNode fields) {
        String text = text(field, fields);
        return text.isEmpty() || !field.isSlug()
                ? Stream.of(text)
                : Stream.concat(Stream.of(text),
                        IntStream.rangeClosed(2, MAX_SUFFIX).mapToObj(suffix -> text + "-" + suffix));
    }

    private static String text(Field field, ObjectNode fields) {
        JsonNode value = fields.path(field.name());
        return value.isMissingNode() || value.isNull()
                ? field.slugSource().map(source -> Slugs.of(fields.path(source).asString(""))).orElse("")
                : normalized(value.asString(""));
    }

    /** As values are stored. */
    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}

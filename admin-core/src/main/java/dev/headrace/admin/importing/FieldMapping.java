package dev.headrace.admin.importing;

import dev.headrace.admin.content.Slugs;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.web.InvalidInputException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps a file to the fields of a type: a front matter key becomes the field of the same name, the body becomes the
 * first Markdown field; missing slugs, dates and titles are derived from the file's path or the {@code path} key.
 */
final class FieldMapping {

    /** Keys about the file rather than the entry. */
    private static final List<String> OWN_KEYS = List.of("path", "draft", "published", "id");
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    private static final Pattern DATE_IN_PATH = Pattern.compile("(?:^|/)(\\d{4})[/-](\\d{2})[/-](\\d{2})(?=[/-]|$)");
    private static final Pattern DATE_PREFIX = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}-");

    /** No value that marks a draft is longer. */
    private static final int MAX_MARK = 10;
    // Limited by the index.
    private static final int MAX_KEY_LENGTH = 500;

    private final ContentType type;

    FieldMapping(ContentType type) {
        this.type = type;
    }

    /**
     * The result of mapping a file.
     *
     * @param key identifies the entry within its source, even if its slug changes
     * @param fields values as in the file, references by name
     * @param notes generated and omitted values
     * @param ignored keys without a field in the type
     * @param draft whether the file is marked as a draft
     */
    record Mapped(String key, ObjectNode fields, List<String> notes, List<String> ignored, boolean draft) {}

    /** @throws InvalidInputException if the file has no valid key */
    Mapped map(SourceFile file, FrontMatter matter) {
        String path = normalized(matter.keys().path("path").asString(file.path()));
        String key = normalized(matter.keys().path("id").asString(path));
        checkLength(file.path(), path, key);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        List<String> notes = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        matter.keys().properties().forEach(property -> {
            Optional<Field> field = type.field(property.getKey());
            if (field.isPresent()) {
                fields.set(property.getKey(), field.get().fromFile(property.getValue()));
            } else if (!isOwn(property.getKey(), property.getValue())) {
                ignored.add(property.getKey());
            }
        });
        String place = matter.keys().path("path").asString(withoutExtension(file.path()));
        addBody(fields, matter.body());
        addSlug(fields, place);
        addDate(fields, place);
        addTitle(fields, place, notes);
        return new Mapped(key, fields, notes, ignored, isDraft(file, matter));
    }

    /** Site generators mark drafts by a key or a folder. */
    private boolean isDraft(SourceFile file, FrontMatter matter) {
        return YES.contains(value(matter, "draft"))
                || (type.field("published").isEmpty() && NO.contains(value(matter, "published")))
                || (type.field("status").isEmpty() && value(matter, "status").equals("draft"))
                || List.of(file.path().split("/")).contains("_drafts");
    }

    private static String value(FrontMatter matter, String key) {
        String text = matter.keys().path(key).asString("").strip();
        // Java takes quadratic time for the lower case of some letters.
        return text.length() > MAX_MARK ? text : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isOwn(String key, JsonNode value) {
        return OWN_KEYS.contains(key) || (key.equals("status") && value.asString("").equalsIgnoreCase("draft"));
    }

    /** Normalizing takes quadratic time for many combining marks. */
    private static String normalized(String key) {
        checkLength(key);
        return Normalizer.normalize(key, Normalizer.Form.NFC);
    }

    /** Before anything is derived from them. */
    private static void checkLength(String... keys) {
        for (String key : keys) {
            if (key.length() > MAX_KEY_LENGTH) {
                throw new InvalidInputException("", "a file's path or id must not be longer than " + MAX_KEY_LENGTH
                        + " characters");
            }
        }
    }

    private void addBody(ObjectNode fields, String body) {
        if (!body.isBlank()) {
            type.bodyField().filter(field -> !fields.has(field.name()))
                    .ifPresent(field -> fields.put(field.name(), body));
        }
    }

    private void addSlug(ObjectNode fields, String place) {
        type.slugField().filter(field -> !fields.has(field.name())).ifPresent(field -> {
            String slug = Slugs.of(DATE_PREFIX.matcher(lastSegment(place)).replaceFirst(""));
            if (!slug.isEmpty()) {
                fields.put(field.name(), slug);
            }
        });
    }

    private void addDate(ObjectNode fields, String place) {
        Matcher date = DATE_IN_PATH.matcher(place);
        if (date.find()) {
            type.dateField().filter(field -> !fields.has(field.name())).ifPresent(field -> {
                try {
                    LocalDate day = LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)),
                            Integer.parseInt(date.group(3)));
                    fields.put(field.name(), day.atStartOfDay().toInstant(ZoneOffset.UTC).toString());
                } catch (DateTimeException e) {
                    // not a valid date
                }
            });
        }
    }

    private void addTitle(ObjectNode fields, String place, List<String> notes) {
        if (!fields.has(type.titleField())) {
            String title = lastSegment(place).replaceAll("[-_]+", " ").strip();
            if (!title.isEmpty()) {
                fields.put(type.titleField(), title);
                notes.add("has no " + type.titleField() + "; used '" + title + "' from the file name");
            }
        }
    }

    /** An {@code index.md} takes the name of its folder. */
    private static String lastSegment(String place) {
        String path = place.replaceFirst("/+$", "").replaceFirst("/_?index$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.replaceFirst("^_", "");
    }

    private static String withoutExtension(String path) {
        return path.replaceFirst("\\.[A-Za-z]+$", "");
    }
}

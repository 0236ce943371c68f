package dev.headrace.admin.importing;

import dev.headrace.admin.content.Slugs;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.web.InvalidInputException;
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
 * From a file's front matter to the fields of a type: a key becomes the field of its name; the text becomes the first
 * Markdown field; slug, date and title, where no key gives them, come from the file's path or the {@code path} key.
 */
final class FieldMapping {

    /** Keys that say something about the file and not about the entry. */
    private static final List<String> OWN_KEYS = List.of("path", "draft", "published", "id");
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    private static final Pattern DATE_IN_PATH = Pattern.compile("(?:^|/)(\\d{4})[/-](\\d{2})[/-](\\d{2})(?=[/-]|$)");
    private static final Pattern DATE_PREFIX = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}-");

    // An index holds no longer keys.
    private static final int MAX_KEY_LENGTH = 500;

    private final ContentType type;

    FieldMapping(ContentType type) {
        this.type = type;
    }

    /**
     * What a file gives.
     *
     * @param key identifies the entry within its source, whatever becomes of its slug
     * @param fields as they stand, references by name
     * @param notes what was made up or left out
     * @param ignored keys that the type has no field for
     * @param draft whether the file says that it is not to be published
     */
    record Mapped(String key, ObjectNode fields, List<String> notes, List<String> ignored, boolean draft) {}

    /** @throws InvalidInputException if the file cannot be told from others */
    Mapped map(SourceFile file, FrontMatter matter) {
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
        return new Mapped(key(file, matter), fields, notes, ignored, isDraft(file, matter));
    }

    /** As the common site generators mark them: by a key, or by a folder. */
    private boolean isDraft(SourceFile file, FrontMatter matter) {
        return YES.contains(word(matter, "draft"))
                || (type.field("published").isEmpty() && NO.contains(word(matter, "published")))
                || (type.field("status").isEmpty() && word(matter, "status").equals("draft"))
                || List.of(file.path().split("/")).contains("_drafts");
    }

    private static String word(FrontMatter matter, String key) {
        return matter.keys().path(key).asString("").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isOwn(String key, JsonNode value) {
        return OWN_KEYS.contains(key) || (key.equals("status") && value.asString("").equalsIgnoreCase("draft"));
    }

    private static String key(SourceFile file, FrontMatter matter) {
        String path = matter.keys().path("path").asString(file.path());
        String key = matter.keys().path("id").asString(path);
        if (key.length() > MAX_KEY_LENGTH) {
            throw new InvalidInputException("", "a file's path or id must not be longer than " + MAX_KEY_LENGTH
                    + " characters");
        }
        return key;
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
                    // numbers that only look like a date
                }
            });
        }
    }

    private void addTitle(ObjectNode fields, String place, List<String> notes) {
        if (!fields.has(type.titleField())) {
            String title = lastSegment(place).replaceAll("[-_]+", " ").strip();
            if (!title.isEmpty()) {
                fields.put(type.titleField(), title);
                notes.add("has no " + type.titleField() + "; took '" + title + "' from the file's name");
            }
        }
    }

    /** A folder's own file, {@code index.md}, is called as the folder is. */
    private static String lastSegment(String place) {
        String path = place.replaceFirst("/+$", "").replaceFirst("/_?index$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.replaceFirst("^_", "");
    }

    private static String withoutExtension(String path) {
        return path.replaceFirst("\\.[A-Za-z]+$", "");
    }
}

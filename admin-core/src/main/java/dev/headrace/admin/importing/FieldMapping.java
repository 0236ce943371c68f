package dev.headrace.admin.importing;

import dev.headrace.admin.content.Slugs;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.web.InvalidInputException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final List<String> OWN_KEYS = List.of("path", "draft", "id");

    private static final Pattern DATE_IN_PATH = Pattern.compile("(?:^|/)(\\d{4})[/-](\\d{2})[/-](\\d{2})(?=[/-]|$)");
    private static final Pattern DATE_PREFIX = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}-");

    // An index holds no longer ones.
    private static final int LONGEST_KEY = 500;

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
                fields.set(property.getKey(), value(field.get().type(), property.getValue()));
            } else if (!OWN_KEYS.contains(property.getKey())) {
                ignored.add(property.getKey());
            }
        });
        String place = matter.keys().path("path").asString(withoutExtension(file.path()));
        addBody(fields, matter.body());
        addSlug(fields, place);
        addDate(fields, place);
        addTitle(fields, place, notes);
        return new Mapped(key(file, matter), fields, notes, ignored, matter.keys().path("draft").asBoolean(false));
    }

    private static String key(SourceFile file, FrontMatter matter) {
        String path = matter.keys().path("path").asString(file.path());
        String key = matter.keys().path("id").asString(path);
        if (key.length() > LONGEST_KEY) {
            throw new InvalidInputException("", "a file's path or id must not be longer than " + LONGEST_KEY
                    + " characters");
        }
        return key;
    }

    private static JsonNode value(FieldType type, JsonNode value) {
        if (type instanceof FieldType.DateTime && value.isString()) {
            return JsonNodeFactory.instance.stringNode(withTimeAndOffset(value.stringValue()));
        }
        if (type instanceof FieldType.Reference reference) {
            boolean oneForMany = reference.many() && value.isString();
            boolean manyForOne = !reference.many() && value.isArray() && value.size() == 1;
            return oneForMany ? JsonNodeFactory.instance.arrayNode().add(value) : manyForOne ? value.get(0) : value;
        }
        return value;
    }

    /** Dates without a time are midnight UTC, times without an offset are UTC. */
    private static String withTimeAndOffset(String text) {
        String iso = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2})[ t]", "$1T").replaceFirst("\\s+(?=[+-]|Z)", "");
        try {
            if (iso.length() == "2026-01-01".length()) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
            }
            if (!iso.matches(".*(?:Z|[+-]\\d{2}:?\\d{2})$")) {
                return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toString();
            }
            return OffsetDateTime.parse(iso.replaceFirst("(?<=[+-]\\d{2})(?=\\d{2}$)", ":")).toInstant().toString();
        } catch (DateTimeException e) {
            return text; // the field's own check says what is wrong with it
        }
    }

    private void addBody(ObjectNode fields, String body) {
        if (!body.isEmpty()) {
            first(FieldType.Markdown.class).filter(field -> !fields.has(field.name()))
                    .ifPresent(field -> fields.put(field.name(), body));
        }
    }

    private void addSlug(ObjectNode fields, String place) {
        first(FieldType.Slug.class).filter(field -> !fields.has(field.name())).ifPresent(field -> {
            String slug = Slugs.of(DATE_PREFIX.matcher(lastSegment(place)).replaceFirst(""));
            if (!slug.isEmpty()) {
                fields.put(field.name(), slug);
            }
        });
    }

    private void addDate(ObjectNode fields, String place) {
        Matcher date = DATE_IN_PATH.matcher(place);
        if (date.find()) {
            first(FieldType.DateTime.class).filter(field -> !fields.has(field.name())).ifPresent(field -> {
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

    private Optional<Field> first(Class<? extends FieldType> fieldType) {
        return type.fields().values().stream().filter(field -> fieldType.isInstance(field.type())).findFirst();
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

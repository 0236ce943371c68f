package dev.headrace.admin.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values as files write them, which is looser than the API. */
final class FileValue {

    private static final int MAX_DATE_LENGTH = 64;

    private FileValue() {}

    static JsonNode of(FieldType type, JsonNode value) {
        if (type instanceof Scalar.DateTime && value.isString() && value.stringValue().length() <= MAX_DATE_LENGTH) {
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
}

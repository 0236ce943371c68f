package dev.headrace.admin.schema;

import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.SlugFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** A type whose values are single JSON strings, numbers or booleans. */
sealed interface Scalar extends FieldType {

    /**
     * Validates a value and converts it to its stored form.
     *
     * @param value neither absent nor JSON null
     * @throws InvalidValueException if it is invalid
     */
    JsonNode normalize(JsonNode value);

    /** How lists compare values; null if lists cannot be filtered or sorted by them. */
    default @Nullable ValueKind listKind() {
        return ValueKind.TEXT;
    }

    default boolean canBeUnique() {
        return true;
    }

    /** The canonical text of a value: the same for equal values. */
    static String text(JsonNode value) {
        return value.isNumber() ? text(value.decimalValue()) : value.asString("");
    }

    /** Without an exponent, unless that would be endless: {@code 1e999999999} has a gigabyte of digits. */
    static String text(BigDecimal number) {
        return Numeric.isInRange(number) ? number.toPlainString() : number.toString();
    }

    /** Short plain text. */
    record Text(int min, int max) implements Scalar {

        static final int DEFAULT_MAX = 1_000;

        @Override
        public String keyword() {
            return "text";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            return StringNode.valueOf(ScalarChecks.length(ScalarChecks.text(value), min, max));
        }
    }

    /** Rich text, written and delivered as Markdown. */
    record Markdown(int max) implements Scalar {

        static final int DEFAULT_MAX = 1_000_000;

        @Override
        public String keyword() {
            return "markdown";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            return StringNode.valueOf(ScalarChecks.length(ScalarChecks.text(value), 0, max));
        }

        @Override
        public @Nullable ValueKind listKind() {
            return null;
        }

        @Override
        public boolean canBeUnique() {
            return false;
        }
    }

    /** A decimal number or an integer. */
    record Numeric(boolean integer, @Nullable BigDecimal min, @Nullable BigDecimal max) implements Scalar {

        private static final int MAX_DIGITS = 30;

        @Override
        public String keyword() {
            return "number";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            if (!value.isNumber()) {
                throw new InvalidValueException("must be a number");
            }
            if (!isInRange(value.decimalValue())) {
                throw new InvalidValueException("must not have more than " + MAX_DIGITS + " digits");
            }
            BigDecimal number = plain(value.decimalValue());
            if (number.precision() > MAX_DIGITS) {
                throw new InvalidValueException("must not have more than " + MAX_DIGITS + " digits");
            }
            if (integer && number.scale() > 0) {
                throw new InvalidValueException("must be a whole number");
            }
            if (min != null && number.compareTo(min) < 0) {
                throw new InvalidValueException("must be at least " + text(min));
            }
            if (max != null && number.compareTo(max) > 0) {
                throw new InvalidValueException("must be at most " + text(max));
            }
            return integer ? JsonNodeFactory.instance.numberNode(number.toBigInteger()) : DecimalNode.valueOf(number);
        }

        /** Limits that are themselves out of range are not compared: rounding them could take forever. */
        boolean allowsAnyValue() {
            if (min == null || max == null || !isInRange(min) || !isInRange(max)) {
                return true;
            }
            return integer
                    ? min.setScale(0, RoundingMode.CEILING).compareTo(max.setScale(0, RoundingMode.FLOOR)) <= 0
                    : min.compareTo(max) <= 0;
        }

        static boolean isInRange(BigDecimal number) {
            return Math.abs((long) number.scale()) <= MAX_DIGITS;
        }

        /** Canonical form: 1.50 becomes 1.5, 1e3 becomes 1000. */
        private static BigDecimal plain(BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        @Override
        public ValueKind listKind() {
            return ValueKind.NUMBER;
        }
    }

    /** True or false. */
    record Bool() implements Scalar {

        @Override
        public String keyword() {
            return "boolean";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            if (!value.isBoolean()) {
                throw new InvalidValueException("must be true or false");
            }
            return value;
        }

        @Override
        public ValueKind listKind() {
            return ValueKind.BOOLEAN;
        }

        @Override
        public boolean canBeUnique() {
            return false;
        }
    }

    /** An instant, stored in UTC with at most millisecond precision. */
    record DateTime() implements Scalar {

        @Override
        public String keyword() {
            return "datetime";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = ScalarChecks.text(value);
            try {
                OffsetDateTime time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .withOffsetSameInstant(ZoneOffset.UTC);
                if (time.getYear() < 0 || time.getYear() > 9999) {
                    throw new InvalidValueException("must be between the years 0 and 9999 in UTC");
                }
                return StringNode.valueOf(time.toInstant().truncatedTo(ChronoUnit.MILLIS).toString());
            } catch (DateTimeException e) {
                throw new InvalidValueException("must be a date and time with offset such as 2026-03-14T08:00:00Z");
            }
        }

        @Override
        public ValueKind listKind() {
            return ValueKind.DATETIME;
        }
    }

    /** One of a fixed set of strings. */
    record Enumeration(List<String> values) implements Scalar {

        public Enumeration {
            values = List.copyOf(values);
        }

        @Override
        public String keyword() {
            return "enum";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = ScalarChecks.text(value);
            if (!values.contains(text)) {
                throw new InvalidValueException("must be one of " + String.join(", ", values));
            }
            return StringNode.valueOf(text);
        }
    }

    /**
     * A URL slug.
     *
     * @param from the text field from which an empty slug is generated
     */
    record Slug(@Nullable String from) implements Scalar {

        static final int MAX = SlugFormat.MAX_LENGTH;

        @Override
        public String keyword() {
            return "slug";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = ScalarChecks.length(ScalarChecks.text(value), 1, MAX);
            if (EntryId.isId(text)) {
                throw new InvalidValueException("must not look like an id");
            }
            if (!SlugFormat.isSlug(text)) {
                throw new InvalidValueException(
                        "must consist of lowercase letters a-z and digits, separated by single hyphens");
            }
            return value;
        }
    }

    /** An absolute HTTP or HTTPS URL. */
    record Url() implements Scalar {

        private static final int MAX = 2_000;

        @Override
        public String keyword() {
            return "url";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            return StringNode.valueOf(WebAddress.check(ScalarChecks.length(ScalarChecks.text(value), 1, MAX)));
        }
    }

    /** An email address. */
    record Email() implements Scalar {

        private static final int MAX = 254;
        private static final Pattern PATTERN = Pattern.compile("[^\\s@\"<>]+@[^\\s@\"<>.]+(?:\\.[^\\s@\"<>.]+)*");

        @Override
        public String keyword() {
            return "email";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = ScalarChecks.length(ScalarChecks.text(value), 3, MAX);
            if (!PATTERN.matcher(text).matches()) {
                throw new InvalidValueException("must be an email address");
            }
            return value;
        }
    }
}

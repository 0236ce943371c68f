package dev.headrace.admin.schema;

import dev.headrace.model.EntryId;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** What values a field takes, and in which one form each of them is stored. */
public sealed interface FieldType {

    /** The name in the model file. */
    String keyword();

    /**
     * The value in the form in which it is stored.
     *
     * @param value neither absent nor JSON null
     * @throws InvalidValueException if it does not fit
     */
    JsonNode normalize(JsonNode value);

    /** Text of one or a few lines. */
    record Text(int min, int max) implements FieldType {

        static final int DEFAULT_MAX = 1_000;

        @Override
        public String keyword() {
            return "text";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            return StringNode.valueOf(Checks.length(Checks.text(value), min, max));
        }
    }

    /** Rich text, written and delivered as Markdown. */
    record Markdown(int max) implements FieldType {

        static final int DEFAULT_MAX = 1_000_000;

        @Override
        public String keyword() {
            return "markdown";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            return StringNode.valueOf(Checks.length(Checks.text(value), 0, max));
        }
    }

    /** A decimal number, or a whole one. */
    record Numeric(boolean integer, @Nullable BigDecimal min, @Nullable BigDecimal max) implements FieldType {

        private static final int MOST_DIGITS = 30;

        @Override
        public String keyword() {
            return "number";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            if (!value.isNumber()) {
                throw new InvalidValueException("must be a number");
            }
            if (Math.abs((long) value.decimalValue().scale()) > MOST_DIGITS) {
                throw new InvalidValueException("must not have more than " + MOST_DIGITS + " digits");
            }
            BigDecimal number = plain(value.decimalValue());
            if (number.precision() > MOST_DIGITS) {
                throw new InvalidValueException("must not have more than " + MOST_DIGITS + " digits");
            }
            if (integer && number.scale() > 0) {
                throw new InvalidValueException("must be a whole number");
            }
            if (min != null && number.compareTo(min) < 0) {
                throw new InvalidValueException("must be at least " + min.toPlainString());
            }
            if (max != null && number.compareTo(max) > 0) {
                throw new InvalidValueException("must be at most " + max.toPlainString());
            }
            return integer ? JsonNodeFactory.instance.numberNode(number.toBigInteger()) : DecimalNode.valueOf(number);
        }

        /** One and the same for equal numbers: 1.50 is 1.5, 1e3 is 1000. */
        private static BigDecimal plain(BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** True or false. */
    record Truth() implements FieldType {

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
    }

    /** A moment, stored in UTC with milliseconds at most. */
    record DateTime() implements FieldType {

        @Override
        public String keyword() {
            return "datetime";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = Checks.text(value);
            try {
                Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant()
                        .truncatedTo(ChronoUnit.MILLIS);
                String stored = instant.toString();
                if (stored.length() > "2026-01-01T00:00:00.000Z".length() || stored.startsWith("-")) {
                    throw new InvalidValueException("must lie between the years 0 and 9999");
                }
                return StringNode.valueOf(stored);
            } catch (DateTimeException e) {
                throw new InvalidValueException("must be a date and time with offset such as 2026-03-14T08:00:00Z");
            }
        }
    }

    /** One of a few words. */
    record Enumeration(List<String> values) implements FieldType {

        public Enumeration {
            values = List.copyOf(values);
        }

        @Override
        public String keyword() {
            return "enum";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = Checks.text(value);
            if (!values.contains(text)) {
                throw new InvalidValueException("must be one of " + String.join(", ", values));
            }
            return value;
        }
    }

    /**
     * A name for URLs.
     *
     * @param from the text field that it is made from when it is left empty
     */
    record Slug(@Nullable String from) implements FieldType {

        static final int MAX = 200;
        private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

        @Override
        public String keyword() {
            return "slug";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = Checks.length(Checks.text(value), 1, MAX);
            if (!FORM.matcher(text).matches()) {
                throw new InvalidValueException(
                        "must be lowercase letters a-z, digits and single hyphens between them");
            }
            if (EntryId.isId(text)) {
                throw new InvalidValueException("must not look like an id");
            }
            return value;
        }
    }

    /** An address on the web. */
    record Url() implements FieldType {

        private static final int MAX = 2_000;

        @Override
        public String keyword() {
            return "url";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = Checks.length(Checks.text(value), 1, MAX);
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                    return value;
                }
            } catch (URISyntaxException e) {
                // falls through to the one message for all of these
            }
            throw new InvalidValueException("must be a web address that begins with https:// or http://");
        }
    }

    /** An email address. */
    record Email() implements FieldType {

        private static final int MAX = 254;
        private static final Pattern FORM = Pattern.compile("[^\\s@\"<>]+@[^\\s@\"<>.]+(?:\\.[^\\s@\"<>.]+)*");

        @Override
        public String keyword() {
            return "email";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            String text = Checks.length(Checks.text(value), 3, MAX);
            if (!FORM.matcher(text).matches()) {
                throw new InvalidValueException("must be an email address");
            }
            return value;
        }
    }

    /**
     * Other entries: the id of one, or an array of ids.
     *
     * @param to the types they may have
     */
    record Reference(List<String> to, boolean many) implements FieldType {

        static final int MOST = 100;

        public Reference {
            to = List.copyOf(to);
        }

        @Override
        public String keyword() {
            return "reference";
        }

        @Override
        public JsonNode normalize(JsonNode value) {
            if (!many) {
                return StringNode.valueOf(id(value));
            }
            if (!value.isArray()) {
                throw new InvalidValueException("must be an array of ids");
            }
            if (value.size() > MOST) {
                throw new InvalidValueException("must not name more than " + MOST + " entries");
            }
            Set<String> ids = new LinkedHashSet<>();
            value.forEach(element -> ids.add(id(element)));
            ArrayNode stored = JsonNodeFactory.instance.arrayNode(ids.size());
            ids.forEach(stored::add);
            return stored;
        }

        private static String id(JsonNode value) {
            if (!value.isString() || !EntryId.isId(value.stringValue())) {
                throw new InvalidValueException("must be the id of an entry");
            }
            return value.stringValue();
        }
    }

    /** Checks that several types share. */
    final class Checks {

        // PostgreSQL's jsonb cannot hold U+0000, and other control characters are never meant.
        private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\ud800-\\udfff]");

        private Checks() {}

        static String text(JsonNode value) {
            if (!value.isString()) {
                throw new InvalidValueException("must be a text");
            }
            String text = value.stringValue().replace("\r\n", "\n");
            if (UNWANTED.matcher(text).find()) {
                throw new InvalidValueException("must not contain control characters");
            }
            return text;
        }

        static String length(String text, int min, int max) {
            int length = text.codePointCount(0, text.length());
            if (length > max) {
                throw new InvalidValueException("must not be longer than " + max + " characters, but has " + length);
            }
            if (length < min) {
                throw new InvalidValueException("must have at least " + min + " characters");
            }
            return text;
        }
    }
}

package dev.headrace.admin.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in plain words what is wrong with a JSON body. The library's own words name its classes and settings. */
final class JsonFaults {

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '(.{1,50})'.*", Pattern.DOTALL);
    private static final Pattern CHARACTER = Pattern.compile("Unexpected character \\('(.{1,2})' .*", Pattern.DOTALL);

    private JsonFaults() {}

    static String plain(JacksonException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException _ -> "is not a known key";
            case StreamReadException malformed -> malformed(String.valueOf(malformed.getOriginalMessage()));
            case MismatchedInputException mismatch -> expected(mismatch.getTargetType());
            default -> "is not of the expected type";
        };
    }

    private static String malformed(String message) {
        Matcher duplicate = DUPLICATE.matcher(message);
        Matcher token = TOKEN.matcher(message);
        Matcher character = CHARACTER.matcher(message);
        if (duplicate.matches()) {
            return "the key '" + duplicate.group(1) + "' is defined twice";
        } else if (token.matches()) {
            return "is not valid JSON: '" + token.group(1) + "' is not a value; strings must be in double quotes";
        } else if (character.matches()) {
            return "is not valid JSON: unexpected character '" + character.group(1) + "'";
        } else if (message.contains("end-of-input")) {
            return "is not valid JSON: it ends before all brackets, braces and quotes are closed";
        } else if (message.contains("CTRL-CHAR")) {
            return "is not valid JSON: line breaks and other control characters in strings must be escaped";
        } else if (message.contains("nesting depth")) {
            return "is nested too deeply";
        }
        return "is not valid JSON";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "is not of the expected type";
        } else if (type.isEnum()) {
            return "must be one of " + Arrays.stream(type.getEnumConstants()).map(Object::toString)
                    .collect(Collectors.joining(", "));
        } else if (type == String.class) {
            return "must be a string";
        } else if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        } else if (Map.class.isAssignableFrom(type) || type.isRecord() || type.getName().endsWith("ObjectNode")) {
            return "must be an object";
        }
        return "is not of the expected type";
    }
}

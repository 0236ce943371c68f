package dev.headrace.admin.schema;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks shared by several scalar types. */
final class ScalarChecks {

    // PostgreSQL's jsonb cannot store U+0000, and other control characters are never intended.
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern HALF = Pattern.compile("[\\ud800-\\udfff]");

    // As in the stream-safe text format of Unicode (UAX #15).
    private static final int MAX_MARKS = 30;
    private static final int HALFWIDTH_VOICED_MARK = 0xff9e;
    private static final int HALFWIDTH_SEMI_VOICED_MARK = 0xff9f;

    private ScalarChecks() {}

    /** A string in Unicode normalization form C, so that equal texts are equal values. */
    static String text(JsonNode value) {
        if (!value.isString()) {
            throw new InvalidValueException("must be a string");
        }
        String text = normalized(value.stringValue().replace("\r\n", "\n"));
        if (HALF.matcher(text).find()) {
            throw new InvalidValueException("has half of a surrogate pair, which is not a character");
        }
        if (UNWANTED.matcher(text).find()) {
            throw new InvalidValueException("must not contain control characters");
        }
        return text;
    }

    /**
     * In Unicode normalization form C.
     *
     * @throws InvalidValueException if it has a sequence of marks that is too long: sorting the marks takes quadratic time
     */
    static String normalized(String text) {
        int marks = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            marks = isMark(text.codePointAt(at)) ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                throw new InvalidValueException(
                        "must not have more than " + MAX_MARKS + " combining marks in a row");
            }
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether it is a combining mark, or is replaced by some in one of the normalization forms (search uses another one). */
    private static boolean isMark(int character) {
        return UCharacter.getIntPropertyValue(character, UProperty.LEAD_CANONICAL_COMBINING_CLASS) != 0
                || character == HALFWIDTH_VOICED_MARK || character == HALFWIDTH_SEMI_VOICED_MARK;
    }

    /** Whether a field has no value: none is stored, or only a text in which a reader would see nothing. */
    static boolean isMissing(Field field, JsonNode value) {
        boolean text = field.type() instanceof Scalar.Text || field.type() instanceof Scalar.Markdown;
        return value.isMissingNode() || (text && value.isString() && isBlank(value.stringValue()));
    }

    /** Whether a reader would see nothing: only spaces, line breaks and invisible characters. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(character -> Character.isWhitespace(character)
                || Character.isSpaceChar(character) || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT);
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

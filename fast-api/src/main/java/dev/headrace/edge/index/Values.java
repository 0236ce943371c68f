package dev.headrace.edge.index;

import dev.headrace.model.Collation;
import dev.headrace.model.PublishedModel.ValueKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Converts canonical values of {@link dev.headrace.model.ListValue} to the forms that the index compares. */
final class Values {

    /** Keys are truncated to this length in the index and in cursors, so that they match. */
    static final int MAX_KEY_BYTES = 2_000;

    private Values() {}

    /** Whether values of a kind are compared as longs rather than as bytes. */
    static boolean isLong(ValueKind kind) {
        return switch (kind) {
            case BOOLEAN, DATETIME -> true;
            case NUMBER, TEXT, REFERENCE -> false;
        };
    }

    /** A value of a kind that is compared as longs; empty if it is not valid. */
    static OptionalLong asLong(ValueKind kind, String text) {
        try {
            return OptionalLong.of(switch (kind) {
                case BOOLEAN -> text.equals("true") ? 1 : 0;
                case DATETIME -> Instant.parse(text).toEpochMilli();
                case NUMBER, TEXT, REFERENCE -> throw new IllegalArgumentException(kind + " is not a long");
            });
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** A number as a double, in the order of longs; empty if it is not valid. Different numbers may have the same one. */
    static OptionalLong approximation(String text) {
        try {
            return OptionalLong.of(NumericUtils.doubleToSortableLong(Double.parseDouble(text)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A value in one line, because canonical forms of queries have one value per line. */
    static String line(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /** Numbers sort by value, texts by collation, references by id; empty if the value is not valid. */
    static Optional<BytesRef> key(ValueKind kind, String text) {
        try {
            BytesRef key = switch (kind) {
                case NUMBER -> NumberKey.of(text);
                case TEXT -> new BytesRef(Collation.key(text));
                case REFERENCE -> new BytesRef(text);
                case BOOLEAN, DATETIME -> throw new IllegalArgumentException(kind + " is a long");
            };
            key.length = Math.min(MAX_KEY_BYTES, key.length);
            return Optional.of(key);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package dev.headrace.edge.index;

import dev.headrace.model.Collation;
import dev.headrace.model.PublishedModel.ValueKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Converts canonical values of {@link dev.headrace.model.ListValue} to the forms that the index compares. */
final class Values {

    /** Keys are truncated to this length in the index and in cursors, so that they match. */
    static final int MAX_KEY_BYTES = 2_000;

    private Values() {}

    /** Whether values of a kind are compared as numbers rather than as bytes. */
    static boolean isNumeric(ValueKind kind) {
        return switch (kind) {
            case NUMBER, BOOLEAN, DATETIME -> true;
            case TEXT, REFERENCE -> false;
        };
    }

    /** A value of a numeric kind; empty if it is not valid. */
    static OptionalLong number(ValueKind kind, String text) {
        try {
            return OptionalLong.of(switch (kind) {
                case NUMBER -> NumericUtils.doubleToSortableLong(Double.parseDouble(text));
                case BOOLEAN -> text.equals("true") ? 1 : 0;
                case DATETIME -> Instant.parse(text).toEpochMilli();
                case TEXT, REFERENCE -> throw new IllegalArgumentException(kind + " is not numeric");
            });
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** Texts sort by collation, references by id. */
    static BytesRef key(ValueKind kind, String text) {
        BytesRef key = kind == ValueKind.TEXT ? new BytesRef(Collation.key(text)) : new BytesRef(text);
        key.length = Math.min(MAX_KEY_BYTES, key.length);
        return key;
    }
}

package dev.headrace.edge.index;

import dev.headrace.model.PublishedModel.ValueKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Values in the forms in which the index compares them; all take the canonical texts of {@link dev.headrace.model.ListValue}. */
final class Values {

    /** Keys are cut to this length, in the index as in cursors, so that a cursor's key is the one of its document. */
    static final int MAX_KEY_BYTES = 2_000;

    private Values() {}

    /** Whether values of a kind are compared as numbers rather than as bytes. */
    static boolean isNumeric(ValueKind kind) {
        return switch (kind) {
            case NUMBER, BOOLEAN, DATETIME -> true;
            case TEXT, REFERENCE -> false;
        };
    }

    /** A value of a numeric kind; empty if the text is none. */
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

    /** The order of texts is that of the collation, and the order of references that of their ids. */
    static BytesRef key(ValueKind kind, String text) {
        BytesRef key = kind == ValueKind.TEXT ? Collation.key(text) : new BytesRef(text);
        key.length = Math.min(MAX_KEY_BYTES, key.length);
        return key;
    }
}

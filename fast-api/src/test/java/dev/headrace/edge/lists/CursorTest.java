package dev.headrace.edge.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.index.SortPosition;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.UUID;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID ID = UUID.fromString("0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071");

    private static void assertKept(SortPosition cursor, ValueKind kind) {
        String text = Cursor.write(cursor, "query");
        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(text, "query", kind)).isEqualTo(cursor);
    }

    @Test
    void cursorRoundTrips() {
        assertKept(new SortPosition(Long.MIN_VALUE, ID), ValueKind.BOOLEAN);
        assertKept(new SortPosition(new BytesRef(new byte[]{2, 64, 1, 11}), ID), ValueKind.NUMBER);
        assertKept(new SortPosition(1_700_000_000_000L, ID), ValueKind.DATETIME);
        assertKept(new SortPosition(new BytesRef("żółw"), ID), ValueKind.TEXT);
        assertKept(new SortPosition(new BytesRef(), ID), ValueKind.TEXT);
        assertKept(new SortPosition(null, ID), ValueKind.REFERENCE);
    }

    @Test
    void cursorIsBoundToItsQuery() {
        String cursor = Cursor.write(new SortPosition(1L, ID), "query");
        assertThatThrownBy(() -> Cursor.read(cursor, "another", ValueKind.DATETIME))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.read(cursor, "query", ValueKind.TEXT)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAAAAAAAAAAAAAA", "ÿ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void malformedCursorsAreRejected(String text) {
        assertThatThrownBy(() -> Cursor.read(text, "query", ValueKind.DATETIME)).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("400");
    }

    @Test
    void truncatedAndExtendedCursorsAreRejected() {
        String cursor = Cursor.write(new SortPosition(1L, ID), "query");
        assertThatThrownBy(() -> Cursor.read(cursor.substring(0, 20), "query", ValueKind.DATETIME))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.read(cursor + "AAAA", "query", ValueKind.DATETIME))
                .isInstanceOf(ProblemException.class);
    }
}

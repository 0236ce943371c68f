package dev.headrace.edge.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @ValueSource(strings = {"key\u0001id", "\u0001id", "żółw\u0001id", ""})
    void aCursorGivesTheMemberBackThatItWasMadeOf(String member) {
        String cursor = Cursor.write(member, "query");
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(cursor, "query")).isEqualTo(member);
    }

    @Test
    void aCursorIsGoodForItsOwnQueryOnly() {
        String cursor = Cursor.write("member", "query");
        assertThatThrownBy(() -> Cursor.read(cursor, "another")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAAAAAAAAAAAAAA", "ÿ"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.read(text, "query")).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("400");
    }
}

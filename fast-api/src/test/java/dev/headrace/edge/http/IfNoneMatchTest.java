package dev.headrace.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("attack")
class IfNoneMatchTest {

    private static final String TAG = "\"a,b\"";

    @ParameterizedTest
    @ValueSource(strings = {"\"a,b\"", "W/\"a,b\"", "*", " * ", "\"x\", \"a,b\"", "\"x\"\t,,\"a,b\" ,", ", \"a,b\""})
    void aListedTagMatches(String line) {
        assertThat(IfNoneMatch.matches(List.of(line), TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"x\"", "a,b", "\"a,b", "a,b\"", "w/\"a,b\"", "\"a,b\"x", "\"x\" \"a,b\"",
            "\"a,b\", x",
            "*, \"a,b\"", "\"a,b-gzip\""})
    void otherTagsAndWhatIsNoListOfTagsDoNotMatch(String line) {
        assertThat(IfNoneMatch.matches(List.of(line), TAG)).isFalse();
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(IfNoneMatch.matches(List.of("\"x\"", TAG), TAG)).isTrue();
        assertThat(IfNoneMatch.matches(List.of("\"x\"", "\"y\""), TAG)).isFalse();
    }

    @Test
    void longListsAreReadInLinearTime() {
        assertThat(IfNoneMatch.matches(List.of(",".repeat(100_000) + TAG), TAG)).isTrue();
    }
}

package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.admin.web.ConflictException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("attack")
class ExpectedVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"1-0-267\"", "\"1\"", "\"999-1-1\", \"1-0-267\"", ",\"1\"", "\"a\" , W/\"2\",\"1\","})
    void listsAcceptEachOfTheirStrongTags(String header) {
        ExpectedVersion expected = ExpectedVersion.parse(header);

        assertThat(expected.accepts(1)).isTrue();
        assertThat(expected.accepts(2)).isFalse();
        assertThat(expected.accepts(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-0-267", "1", "\"1-0-267\"x", "\"1-0-267", "\"1\" \"2\"", "", "W/\"1\"", "w/\"1\"",
            "\"x\"",
            "\"1-0-267-gzip\"", "\"99999999999\"", "*, \"1\""})
    void anythingElseMatchesNoVersion(String header) {
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> ExpectedVersion.parse(header));
    }

    @Test
    void longHeadersAreParsedWithoutRecursion() {
        assertThat(ExpectedVersion.parse("\"1\"" + ",".repeat(16_000)).accepts(1)).isTrue();
        assertThat(ExpectedVersion.parse("\"1\"" + " ,\t".repeat(5_000) + "\"2\"").accepts(2)).isTrue();
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> ExpectedVersion.parse("\"1" + "-1".repeat(8_000) + "\""));
    }

    @Test
    void anAsteriskAcceptsWhatExists() {
        assertThat(ExpectedVersion.parse("*").accepts(7)).isTrue();
        assertThat(ExpectedVersion.parse("*").accepts(0)).isFalse();
        assertThat(ExpectedVersion.parse(null).accepts(0)).isTrue();
    }
}

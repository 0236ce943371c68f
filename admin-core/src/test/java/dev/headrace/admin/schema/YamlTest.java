package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("attack")
class YamlTest {

    private static final int MAX = 2_000_000;

    /** When the time grew with the square of the length, one took seconds. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void longScalarsAreReadInLinearTime() {
        String scalar = "x".repeat(MAX);
        for (int i = 0; i < 100; i++) {
            assertThat(Yaml.parse(scalar).json().asString()).hasSize(MAX);
        }
    }

    @Test
    void textsBeyondTheLimitAreRejected() {
        assertThatThrownBy(() -> Yaml.parse("x".repeat(MAX + 1))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must not be longer than 2000000 characters");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(Arguments.of("types:\n\tpage: {}", "indented by spaces, not tabs"),
                Arguments.of("name: a: b", "must be in quotes"),
                Arguments.of("a: 1\n  b: 2", "indented further than the lines above"),
                Arguments.of("types:\n  page:\n    fields: {}\n   name: x", "indentation does not fit"),
                Arguments.of("a: 1\nb\nc: 2", "a key must be followed by"),
                Arguments.of("a: \"open\nb: 1", "a quote or a bracket is not closed"),
                Arguments.of("a: {b: 1\nc: 2", "separated by commas, and the bracket closed"),
                Arguments.of("a: [1, 2\nb: 3", "separated by commas, and the bracket closed"),
                Arguments.of("a: 'one' two", "goes on after them"),
                Arguments.of("a: @home", "special character"), Arguments.of("a: `x`", "special character"),
                Arguments.of("a: *bold", "starts with *"), Arguments.of("a: ]", "in place of a value"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void commonMistakesAreExplained(String yaml, String explanation) {
        assertThatThrownBy(() -> Yaml.parse(yaml)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not valid YAML: ").hasMessageContaining(explanation);
    }

    @Test
    void shortTextsAreRead() {
        assertThat(Yaml.parse("").json().isEmpty()).isTrue();
        assertThat(Yaml.parse("a").json().asString()).isEqualTo("a");
        assertThat(Yaml.parse("\ud83d\ude00").json().asString()).isEqualTo("\ud83d\ude00");
    }
}

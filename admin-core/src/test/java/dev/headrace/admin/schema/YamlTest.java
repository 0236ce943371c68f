package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void shortTextsAreRead() {
        assertThat(Yaml.parse("").json().isEmpty()).isTrue();
        assertThat(Yaml.parse("a").json().asString()).isEqualTo("a");
        assertThat(Yaml.parse("\ud83d\ude00").json().asString()).isEqualTo("\ud83d\ude00");
    }
}

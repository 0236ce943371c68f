package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenServerTest {

    @Test
    void isNeverEnded() {
        assertThatThrownBy(new GivenServer("redis://shared:6379")::kill)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("given, redis://shared:6379, and not theirs");
    }

    @ParameterizedTest
    @CsvSource({"redis://:secret@shared:6379, 'given, redis://shared:6379'",
            "redis://me:se/cr@et@shared/3, given",
            "jdbc:postgresql://shared:5432/db?user=me&password=secr@et, 'given, postgresql://shared:5432'",
            "jdbc:postgresql://shared/db?password=se cret, given", "http://shared:9324, 'given, http://shared:9324'"})
    void isLoggedWithoutItsCredentials(String address, String logged) {
        assertThat(new GivenServer(address)).hasToString(logged);
    }
}

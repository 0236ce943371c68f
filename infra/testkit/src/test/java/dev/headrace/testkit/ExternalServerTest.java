package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalServerTest {

    @Test
    void cannotBeKilled() {
        assertThatThrownBy(new ExternalServer("redis://shared:6379")::kill)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("external, redis://shared:6379, which tests cannot stop");
    }

    @ParameterizedTest
    @CsvSource({"redis://:secret@shared:6379, 'external, redis://shared:6379'",
            "redis://me:se/cr@et@shared/3, external",
            "jdbc:postgresql://shared:5432/db?user=me&password=secr@et, 'external, postgresql://shared:5432'",
            "jdbc:postgresql://shared/db?password=se cret, external",
            "http://shared:9324, 'external, http://shared:9324'"})
    void isLoggedWithoutCredentials(String address, String logged) {
        assertThat(new ExternalServer(address)).hasToString(logged);
    }
}

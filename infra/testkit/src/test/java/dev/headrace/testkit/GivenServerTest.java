package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GivenServerTest {

    @Test
    void isNeverEnded() {
        assertThatThrownBy(new GivenServer("redis://shared:6379")::kill)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("given, redis://shared:6379, and not theirs");
    }

    @Test
    void isLoggedWithoutItsPassword() {
        assertThat(new GivenServer("redis://:secret@shared:6379")).hasToString("given, redis://shared:6379");
    }
}

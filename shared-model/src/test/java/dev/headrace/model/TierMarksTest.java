package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that one tier writes to Redis and the other reads. */
class TierMarksTest {

    @Test
    void aHeartbeatIsPositionAndTime() {
        Heartbeat heartbeat = new Heartbeat("1767225600000-7", 1_767_225_600_123L);

        assertThat(heartbeat.format()).isEqualTo("1767225600000-7 1767225600123");
        assertThat(Heartbeat.parse(heartbeat.format())).contains(heartbeat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-0", "1-0 ", "1-0 soon", "1-0 1 2", "1-0 9999999999999999999"})
    void otherTextsAreNoHeartbeats(String text) {
        assertThat(Heartbeat.parse(text)).isEmpty();
    }

    @Test
    void anEpochIsMarkedWhileRedisIsFilled() {
        assertThat(EpochMark.filling("e1")).isEqualTo("filling e1");
        assertThat(EpochMark.epoch("filling e1")).isEqualTo("e1");
        assertThat(EpochMark.epoch("e1")).isEqualTo("e1");
    }
}

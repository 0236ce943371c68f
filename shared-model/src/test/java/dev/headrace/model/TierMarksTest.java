package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that one tier writes to Redis and the other reads. */
class TierMarksTest {

    @Test
    void aHeartbeatIsPositionAndTime() {
        Heartbeat heartbeat = new Heartbeat(new StreamPosition(1_767_225_600_000L, 7), 1_767_225_600_123L);

        assertThat(heartbeat.format()).isEqualTo("1767225600000-7 1767225600123");
        assertThat(Heartbeat.parse(heartbeat.format())).contains(heartbeat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-0", "1-0 ", "1-0 soon", "1-0 1 2", "x-0 1", "1-x 1", "-1-0 1",
            "1-0 9999999999999999999"})
    void otherTextsAreNoHeartbeats(String text) {
        assertThat(Heartbeat.parse(text)).isEmpty();
    }

    @Test
    void namesOfEdgesMayContainSpaces() {
        Heartbeat.Message message = new Heartbeat.Message("my edge", new Heartbeat(StreamPosition.START, 1));

        assertThat(Heartbeat.Message.parse(message.format())).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "edge", "edge 1-0", "1-0 1", "edge 1-0 soon"})
    void otherTextsAreNoMessages(String text) {
        assertThat(Heartbeat.Message.parse(text)).isEmpty();
    }

    @Test
    void positionsAreOrderedLikeIdsInRedis() {
        List<StreamPosition> ascending = Stream.of("0-0", "9-10", "10-9", "10-10", "18446744073709551615-0")
                .map(StreamPosition::parse).toList();

        assertThat(ascending).isSorted();
        assertThat(ascending.getLast().format()).isEqualTo("18446744073709551615-0");
        assertThat(StreamPosition.parse("5")).isEqualTo(new StreamPosition(5, 0));
    }

    @Test
    void anEpochIsMarkedWhileRedisIsFilled() {
        assertThat(EpochMark.filling("e1")).isEqualTo("filling e1");
        assertThat(EpochMark.epoch("filling e1")).isEqualTo("e1");
        assertThat(EpochMark.epoch("e1")).isEqualTo("e1");
    }
}

package dev.headrace.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Partition;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static OutboxEntry entry(int length) {
        return new OutboxEntry(new Partition(1), "1-1", "x".repeat(length));
    }

    @Test
    void batchIsLimitedToTheMaximumNumberOfEvents() {
        Batch batch = new Batch();
        int events = 0;
        while (batch.hasRoomFor(entry(10))) {
            batch.add(entry(10));
            events++;
        }
        assertThat(events).isEqualTo(InteractionCodec.MAX_EVENTS);
    }

    @Test
    void batchIsLimitedToTheMaximumMessageLength() {
        Batch batch = new Batch();
        while (batch.hasRoomFor(entry(997))) {
            batch.add(entry(997));
        }
        assertThat(batch.message().length()).isBetween(InteractionCodec.MAX_MESSAGE_LENGTH - 1_200,
                InteractionCodec.MAX_MESSAGE_LENGTH);
    }
}

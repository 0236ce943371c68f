package dev.headrace.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void acceptsASingleOversizedLine() {
        String oversized = "x".repeat(2 << 20);
        Batch batch = new Batch();

        assertThat(batch.hasRoomFor(oversized)).isTrue();
        batch.add(oversized);
        assertThat(batch.hasRoomFor("y")).isFalse();
    }

    @Test
    void countsBytesNotCharacters() {
        Batch batch = new Batch();
        batch.add("é".repeat(1 << 18));

        assertThat(batch.hasRoomFor("é".repeat((1 << 18) - 2))).isTrue();
        assertThat(batch.hasRoomFor("é".repeat(1 << 18))).isFalse();
    }
}

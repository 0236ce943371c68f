package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.publishing.Receipts;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receipts that wait for edges. */
class ReceiptsOfEdgesIT {

    private static PublishingFixture content;
    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start();
        core = content.core();
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void aReceiptIsFoundOnlyUnderItsOwnType() {
        String id = content.create("article", "{\"title\": \"Receipt\"}");
        content.publish("article", id);

        assertThat(core.get("/api/entries/article/" + id + "/receipt").status()).isEqualTo(200);
        assertThat(core.get("/api/entries/author/" + id + "/receipt").status()).isEqualTo(404);
        assertThat(core.get("/api/entries/nothing/" + id + "/receipt").status()).isEqualTo(404);
    }

    @Test
    void receiptsWaitForAllEdgesEvenAfterARestart() {
        String id = content.create("article", "{\"title\": \"Not seen\"}");
        try {
            edgeNotes("quick", "99999999999999-0 " + Long.MAX_VALUE);
            edgeNotes("slow", "0-1 " + Long.MAX_VALUE);
            edgeNotes("odd", "not one");
            content.publishLater(id);
            assertThat(content.receipt(id).path("storedAt").isMissingNode()).isFalse();
            assertThat(content.receipt(id).path("seenAt").isMissingNode()).isTrue();

            core.restart();
            edgeNotes("slow", "99999999999999-0 " + Long.MAX_VALUE);

            Eventually.passes("both have seen it", () -> {
                assertThat(content.receipt(id).path("live").booleanValue()).isTrue();
                assertThat(content.receipt(id).path("seenAt").isMissingNode()).isFalse();
                assertThat(content.receipt(id).path("edges").intValue()).isEqualTo(2);
            });
        } finally {
            RedisStore.await(core.bean(RedisStore.class).commands().del(RedisKeys.EDGES));
        }
    }

    @Test
    void acknowledgementsAreReadAgainAfterAnError() {
        AtomicInteger reads = new AtomicInteger();
        Clock failing = new Clock() {
            @Override
            public Instant instant() {
                if (reads.incrementAndGet() == 1) {
                    throw new StackOverflowError("as in a test");
                }
                return Instant.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        EdgeAcknowledgements acknowledgements = new EdgeAcknowledgements(core.bean(RedisStore.class),
                core.bean(Receipts.class), failing);
        acknowledgements.start();
        try {
            Eventually.holds("they are read again", () -> reads.get() > 1);
        } finally {
            acknowledgements.stop();
        }
    }

    private static void edgeNotes(String edge, String note) {
        RedisStore.await(core.bean(RedisStore.class).commands().hset(RedisKeys.EDGES, edge, RedisStore.bytes(note)));
    }
}

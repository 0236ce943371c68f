package dev.headrace.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.EventKeys;
import dev.headrace.model.EventKeys.Verdict;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Partition;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShipperTest {

    private static final EventKeys KEYS = new EventKeys("k".repeat(32));

    private final FakeSqs sqs = new FakeSqs();
    private final AtomicInteger connecting = new AtomicInteger();
    // No server listens there: sent events are never removed from the outbox, which does not matter here.
    private final Redis redis = new Redis(RedisAddress.parse("redis://127.0.0.1:1").orElseThrow(), Runnable::run);
    private final SqsQueue queue = new SqsQueue("events", KEYS, () -> {
        if (connecting.incrementAndGet() == 1) {
            throw new IllegalArgumentException("not one of the SDK's own exceptions");
        }
        return sqs;
    });
    private final AtomicLong nanos = new AtomicLong();
    private final Shipper shipper = shipper(1, 2);

    private Shipper shipper(int senders, int waiting) {
        return new Shipper(queue, redis.store(),
                new QueueSettings("", "", "events", Duration.ZERO, senders, waiting, KEYS),
                nanos::get);
    }

    @AfterEach
    void stop() {
        shipper.close();
        queue.close();
        redis.close();
    }

    private void awaitQueue() {
        Eventually.holds("the queue is found", shipper::isAvailable);
    }

    private CompletableFuture<Durability> ship() {
        return ship(shipper);
    }

    private static CompletableFuture<Durability> ship(Shipper shipper) {
        return shipper.ship(OutboxEntry.of(new Partition(1), "1-1", "0000000000000001", "{}"));
    }

    @Test
    void queueLookupIsRetriedAfterAnyFailure() {
        awaitQueue();
        assertThat(connecting).hasValue(2);
        assertThat(ship().join()).isEqualTo(Durability.QUEUE);
    }

    @Test
    void messagesAreSigned() {
        awaitQueue();
        ship().join();

        assertThat(KEYS.verify(sqs.lastBody, sqs.lastSignature())).isEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void messagesAreNotSignedWithoutAKey() throws QueueUnavailableException {
        try (SqsQueue unsigned = new SqsQueue("events", new EventKeys(""), () -> sqs)) {
            Eventually.holds("the queue is found", unsigned::isAvailable);
            unsigned.send("{}");
        }

        assertThat(sqs.lastAttributes).isEmpty();
    }

    @Test
    void shippingSurvivesAnyFailureAndCompletesAllResults() {
        for (Throwable failure : List.of(new IllegalStateException("closed"),
                new OutOfMemoryError("thrown by the test"),
                new StackOverflowError("thrown by the test"))) {
            awaitQueue();
            sqs.taking = _ -> {
                switch (failure) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new AssertionError(failure);
                }
            };
            assertThat(ship().join()).isEqualTo(Durability.REDIS);
            sqs.taking = _ -> {};
            Eventually.holds("events are sent again", () -> ship().join() == Durability.QUEUE);
        }
    }

    @Test
    void eventsBeyondTheQueueLimitStayInTheOutbox() throws InterruptedException {
        awaitQueue();
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        sqs.taking = _ -> {
            sending.countDown();
            awaitUninterruptibly(taken);
        };
        CompletableFuture<Durability> first = ship();
        sending.await();
        List<CompletableFuture<Durability>> waiting = IntStream.range(0, 2).mapToObj(_ -> ship()).toList();
        assertThat(ship()).isCompletedWithValue(Durability.REDIS);
        assertThat(shipper.waiting()).isEqualTo(2);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        taken.countDown();
        assertThat(first.join()).isEqualTo(Durability.QUEUE);
        assertThat(waiting).allSatisfy(shipped -> assertThat(shipped.join()).isEqualTo(Durability.QUEUE));
    }

    @Test
    void eventsThatHaveWaitedTooLongStayInTheOutbox() throws InterruptedException {
        awaitQueue();
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        sqs.taking = number -> {
            if (number == 1) {
                sending.countDown();
                awaitUninterruptibly(taken);
            }
        };
        CompletableFuture<Durability> first = ship();
        sending.await();
        CompletableFuture<Durability> late = ship();
        nanos.addAndGet(Shipper.MAX_WAIT.toNanos() + 1);
        CompletableFuture<Durability> inTime = ship();
        taken.countDown();

        assertThat(first.join()).isEqualTo(Durability.QUEUE);
        assertThat(late.join()).isEqualTo(Durability.REDIS);
        assertThat(inTime.join()).isEqualTo(Durability.QUEUE);
    }

    @Test
    void eventsBeyondOneMessageAreSentByOtherSenders() throws InterruptedException {
        awaitQueue();
        int events = InteractionCodec.MAX_EVENTS;
        CountDownLatch both = new CountDownLatch(2);
        List<CountDownLatch> messages = IntStream.range(0, 3).mapToObj(_ -> new CountDownLatch(1)).toList();
        CountDownLatch thirdBegun = new CountDownLatch(1);
        sqs.taking = number -> {
            both.countDown();
            if (number == 3) {
                thirdBegun.countDown();
            }
            if (number <= 3) {
                awaitUninterruptibly(messages.get(number - 1));
            }
        };
        try (Shipper two = shipper(2, 2 * events)) {
            CompletableFuture<Durability> first = ship(two);
            Eventually.holds("the first is being sent", () -> both.getCount() == 1);
            CompletableFuture<Durability> second = ship(two);
            both.await();
            List<CompletableFuture<Durability>> more = IntStream.range(0, events + 1).mapToObj(_ -> ship(two)).toList();
            messages.get(0).countDown();
            thirdBegun.await();
            messages.get(1).countDown();
            assertThat(more.getLast().join()).isEqualTo(Durability.QUEUE);
            assertThat(more.getFirst()).isNotDone();
            messages.get(2).countDown();
            assertThat(List.of(first, second, more.getFirst()))
                    .allSatisfy(shipped -> assertThat(shipped.join()).isEqualTo(Durability.QUEUE));
        }
    }

    /** The SDK interrupts the threads of calls that take too long, sometimes too late. */
    @Test
    void interruptsDoNotEndSenders() {
        awaitQueue();
        sqs.taking = _ -> Thread.currentThread().interrupt();
        for (int i = 0; i < 3; i++) {
            assertThat(ship()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(Durability.QUEUE);
        }
    }

    @Test
    void interruptsDoNotEndTheSearchForTheQueue() {
        awaitQueue();
        sqs.finding = () -> Thread.currentThread().interrupt();
        for (int i = 0; i < 3; i++) {
            awaitQueue();
            sqs.taking = _ -> {
                throw new IllegalStateException("unavailable");
            };
            assertThat(ship().join()).isEqualTo(Durability.REDIS);
            sqs.taking = _ -> {};
        }
        awaitQueue();
    }

    @Test
    void aClosedShipperLeavesEventsInTheOutbox() {
        awaitQueue();
        shipper.close();
        assertThat(ship()).isCompletedWithValue(Durability.REDIS);
    }

    @Test
    void closingCompletesPendingResults() throws InterruptedException {
        awaitQueue();
        CountDownLatch sending = new CountDownLatch(1);
        sqs.taking = _ -> {
            sending.countDown();
            awaitUninterruptibly(new CountDownLatch(1));
        };
        CompletableFuture<Durability> first = ship();
        sending.await();
        CompletableFuture<Durability> second = ship();

        shipper.close();
        assertThat(second.join()).isEqualTo(Durability.REDIS);
        assertThat(first.join()).isEqualTo(Durability.REDIS);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

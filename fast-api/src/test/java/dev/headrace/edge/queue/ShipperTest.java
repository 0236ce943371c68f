package dev.headrace.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.Partition;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class ShipperTest {

    /** A queue whose behaviour is set by the test. */
    private static final class FakeSqs implements SqsClient {

        private final AtomicInteger messages = new AtomicInteger();
        private volatile Consumer<Integer> taking = _ -> {};

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            return GetQueueUrlResponse.builder().queueUrl("http://queue").build();
        }

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            taking.accept(messages.incrementAndGet());
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    private final FakeSqs sqs = new FakeSqs();
    private final AtomicInteger connecting = new AtomicInteger();
    // No server listens there: sent events are never removed from the outbox, which does not matter here.
    private final Redis redis = new Redis(RedisAddress.parse("redis://127.0.0.1:1").orElseThrow(), Runnable::run);
    private final SqsQueue queue = new SqsQueue("events", () -> {
        if (connecting.incrementAndGet() == 1) {
            throw new IllegalArgumentException("not one of the SDK's own exceptions");
        }
        return sqs;
    });
    private final Shipper shipper = new Shipper(queue, redis.store(),
            new QueueSettings("", "", "events", Duration.ZERO, 1, 2));

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
        return shipper.ship(OutboxEntry.of(new Partition(1), "1-1", "0000000000000001", "{}"));
    }

    @Test
    void queueLookupIsRetriedAfterAnyFailure() {
        awaitQueue();
        assertThat(connecting).hasValue(2);
        assertThat(ship().join()).isEqualTo(Durability.QUEUE);
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

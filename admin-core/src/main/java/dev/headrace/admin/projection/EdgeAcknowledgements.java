package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;

import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.publishing.Receipts;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Completes receipts when all running edges have read the change. Edges publish their read positions; a check every
 * second covers lost messages, receipts of other cores, and edges that have stopped.
 */
@Component
class EdgeAcknowledgements implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EdgeAcknowledgements.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final StreamPosition NEWEST = new StreamPosition(Long.MAX_VALUE, Long.MAX_VALUE);

    private final RedisStore store;
    private final Receipts receipts;
    private final Clock clock;
    private final RunningEdges edges = new RunningEdges();
    private final Semaphore wakeUp = new Semaphore(0);
    /** The latest announcement with receipts that this core has stored but not completed. */
    private volatile StreamPosition expected = StreamPosition.START;
    private volatile @Nullable Thread thread;
    private @Nullable AutoCloseable subscription;
    private long lastCheck;
    private boolean refreshed;
    private boolean failing;

    EdgeAcknowledgements(RedisStore store, Receipts receipts, Clock clock) {
        this.store = store;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Called when a change has been announced and its receipts are stored. */
    void expect(StreamPosition announced) {
        synchronized (this) {
            expected = expected.compareTo(announced) > 0 ? expected : announced;
        }
        wakeUp.release();
    }

    /**
     * The number of running edges, according to Redis.
     *
     * @throws io.lettuce.core.RedisException if Redis is unavailable
     */
    int countEdges() {
        RunningEdges present = new RunningEdges();
        present.refresh(await(store.commands().hgetall(RedisKeys.EDGES)), redisMillis());
        return present.count();
    }

    /**
     * Whether all running edges have read the announcements up to a position, according to Redis.
     *
     * @throws io.lettuce.core.RedisException if Redis is unavailable
     */
    boolean haveRead(StreamPosition position) {
        RunningEdges present = new RunningEdges();
        present.refresh(await(store.commands().hgetall(RedisKeys.EDGES)), redisMillis());
        return present.slowest().map(slowest -> slowest.compareTo(position) >= 0).orElse(true);
    }

    @Override
    public void start() {
        // Assigned before the start: the thread ends when the field is null.
        Thread starting = Thread.ofPlatform().name("edge-acknowledgements").daemon().unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            wakeUp.release();
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            lastCheck = System.nanoTime() - CHECK_INTERVAL.toNanos();
            while (isRunning()) {
                step();
            }
            closeSubscription();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        long wait = lastCheck + CHECK_INTERVAL.toNanos() - System.nanoTime();
        if (wakeUp.tryAcquire(Math.max(0, wait), TimeUnit.NANOSECONDS)) {
            wakeUp.drainPermits();
        }
        try {
            if (lastCheck + CHECK_INTERVAL.toNanos() - System.nanoTime() <= 0) {
                lastCheck = System.nanoTime();
                check();
            } else if (refreshed) {
                completeExpected();
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("Cannot read edge acknowledgements: {}", e.toString());
            }
            failing = true;
        } catch (Throwable e) {
            // The thread must survive any error: nothing restarts it.
            log.error("Cannot read edge acknowledgements", e);
        }
    }

    private void check() {
        refreshed = false;
        if (subscription == null) {
            subscription = store.subscribe(RedisKeys.SEEN, this::take);
        }
        refresh();
        refreshed = true;
        complete();
    }

    private void refresh() {
        edges.refresh(await(store.commands().hgetall(RedisKeys.EDGES)), redisMillis());
    }

    private void take(String message) {
        if (edges.update(message)) {
            wakeUp.release();
        }
    }

    private void completeExpected() {
        if (!expected.equals(StreamPosition.START)) {
            if (edges.count() == 0) {
                // An edge may have just started.
                refresh();
            }
            complete();
        }
    }

    /** Without running edges, all receipts are complete. */
    private void complete() {
        StreamPosition announced = expected;
        StreamPosition read = edges.slowest().orElse(NEWEST);
        receipts.seen(read, clock.instant(), edges.count());
        synchronized (this) {
            if (read.compareTo(announced) >= 0 && expected.equals(announced)) {
                expected = StreamPosition.START;
            }
        }
    }

    /** Clocks of edges and cores may differ, so all use Redis's clock. */
    private long redisMillis() {
        List<byte[]> time = await(store.commands().time());
        return Long.parseLong(new String(time.getFirst(), StandardCharsets.US_ASCII)) * 1_000;
    }

    private void closeSubscription() {
        AutoCloseable open = subscription;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                log.debug("The subscription was closed with the client", e);
            }
        }
    }
}

package dev.headrace.edge.queue;

import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.redis.StreamEntry;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events that have been in an outbox for too long, because the queue was unavailable or their edge died.
 *
 * <p>A lease per partition keeps edges from sending the same events. Duplicates are harmless: the core deduplicates events
 * by id.
 */
final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long INTERVAL_MILLIS = 2_000;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** Of one partition, before the last message; the lease must not end before that is sent. */
    private static final Duration MAX_WORK = LEASE.minus(TIMEOUT).minus(SqsQueue.TIMEOUT);
    private static final int MAX_ENTRIES = 1_000;

    /** Younger entries are left to the edge that added them, which may still send them. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final SqsQueue queue;
    private final Store store;
    private final String edge;
    private final ScheduledExecutorService timer;

    /** @param edge this edge's name */
    Sweeper(SqsQueue queue, Store store, String edge) {
        this.queue = queue;
        this.store = store;
        this.edge = edge;
        this.timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("sweeper").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::sweep, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            if (queue.isAvailable()) {
                long before = await(store.epochMillis()) - GRACE.toMillis();
                for (Partition partition : partitionsWithEntries(before)) {
                    sweepOrLog(partition, before);
                }
            }
        } catch (QueueUnavailableException | RedisUnavailableException | TimeoutException e) {
            LOG.warn("Sweep aborted: {}", e.getMessage());
        } catch (ExecutionException | RuntimeException | Error e) {
            // An uncaught exception would cancel all later sweeps.
            LOG.error("Sweep failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure that has nothing to do with the others' entries does not keep them from being sent. */
    private void sweepOrLog(Partition partition, long before)
            throws QueueUnavailableException, InterruptedException, TimeoutException {
        try {
            if (await(store.take(RedisKeys.sweep(partition), edge, LEASE))) {
                sweep(partition, before);
            }
        } catch (ExecutionException e) {
            LOG.error("Events of partition {} stay in the outbox: {}", partition.number(),
                    String.valueOf(e.getCause()));
        }
    }

    /** In random order, so that edges do not contend for the same leases. */
    private List<Partition> partitionsWithEntries(long before)
            throws InterruptedException, TimeoutException {
        List<Partition> partitions = new ArrayList<>(
                IntStream.range(0, Partition.COUNT).mapToObj(Partition::new).toList());
        Collections.shuffle(partitions);
        List<CompletableFuture<List<StreamEntry>>> first = new ArrayList<>();
        store.batch(() -> partitions.forEach(
                partition -> first.add(store.entriesBefore(RedisKeys.outbox(partition), before, 1))));
        List<Partition> found = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            if (hasEntries(partitions.get(i), first.get(i))) {
                found.add(partitions.get(i));
            }
        }
        return found;
    }

    private static boolean hasEntries(Partition partition, CompletableFuture<List<StreamEntry>> first)
            throws InterruptedException, TimeoutException {
        try {
            return !await(first).isEmpty();
        } catch (ExecutionException e) {
            LOG.error("The outbox of partition {} cannot be read: {}", partition.number(),
                    String.valueOf(e.getCause()));
            return false;
        }
    }

    private void sweep(Partition partition, long before)
            throws QueueUnavailableException, InterruptedException, ExecutionException, TimeoutException {
        String outbox = RedisKeys.outbox(partition);
        long end = System.nanoTime() + MAX_WORK.toNanos();
        int sent = 0;
        while (System.nanoTime() - end < 0) {
            Batch batch = new Batch();
            int entries = 0;
            for (StreamEntry entry : await(store.entriesBefore(outbox, before, MAX_ENTRIES))) {
                OutboxEntry event = OutboxEntry.of(partition, entry);
                if (!batch.hasRoomFor(event)) {
                    break;
                }
                batch.add(event);
                entries++;
            }
            if (entries == 0) {
                break;
            }
            queue.send(batch.message());
            batch.removeFrom(store);
            sent += entries;
        }
        LOG.info("Swept {} events of partition {}", sent, partition.number());
    }

    private static <T> T await(CompletableFuture<T> result)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return result.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

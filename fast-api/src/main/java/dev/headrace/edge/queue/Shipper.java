package dev.headrace.edge.queue;

import dev.headrace.edge.redis.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the queue as soon as they are in the outbox, many per message.
 *
 * <p>The result of an event completes when the queue has it. While the queue is unavailable, or too many events are waiting,
 * the event stays in the outbox, the result says so immediately, and the {@link Sweeper} sends the event later.
 */
public final class Shipper implements AutoCloseable {

    /** An event and its result. */
    private record Shipment(OutboxEntry entry, CompletableFuture<Durability> shipped) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    private static final long IDLE_MILLIS = 100;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final SqsQueue queue;
    private final Store store;
    private final Duration linger;
    private final BlockingQueue<Shipment> waiting;
    private final ReentrantLock collecting = new ReentrantLock();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean closed;

    public Shipper(SqsQueue queue, Store store, QueueSettings settings) {
        this.queue = queue;
        this.store = store;
        this.linger = settings.linger();
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
        for (int i = 0; i < settings.senders(); i++) {
            senders.add(Thread.ofPlatform().name("shipper-" + i).daemon().start(this::sendAll));
        }
    }

    /** Where the event is stored, once it is; never fails. */
    public CompletableFuture<Durability> ship(OutboxEntry entry) {
        Shipment shipment = new Shipment(entry, new CompletableFuture<>());
        if (closed || !queue.isAvailable() || !waiting.offer(shipment)) {
            return CompletableFuture.completedFuture(Durability.REDIS);
        }
        return shipment.shipped();
    }

    /** Whether the queue is available, as last observed. */
    public boolean isAvailable() {
        return queue.isAvailable();
    }

    /** Number of events waiting to be sent. */
    public int waiting() {
        return waiting.size();
    }

    private void sendAll() {
        try {
            while (!closed || !waiting.isEmpty()) {
                sendSome();
            }
        } catch (InterruptedException e) {
            // closed; remaining events stay in the outbox
        }
    }

    /** Survives any failure, so that later events are sent. */
    private void sendSome() throws InterruptedException {
        List<Shipment> shipments = new ArrayList<>();
        try {
            collect(shipments);
            send(shipments);
        } catch (RuntimeException | Error e) {
            LOG.error("Events stay in the outbox", e);
        } finally {
            // No effect on events that were sent: their results are complete.
            leaveInOutbox(shipments);
        }
    }

    private static void leaveInOutbox(List<Shipment> shipments) {
        shipments.forEach(shipment -> shipment.shipped().complete(Durability.REDIS));
    }

    /** Only one sender collects at a time, so that events share a message. */
    private void collect(List<Shipment> shipments) throws InterruptedException {
        collecting.lockInterruptibly();
        try {
            Shipment first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                shipments.add(first);
                TimeUnit.NANOSECONDS.sleep(linger.toNanos());
                waiting.drainTo(shipments);
            }
        } finally {
            collecting.unlock();
        }
    }

    private void send(List<Shipment> shipments) {
        int from = 0;
        while (from < shipments.size()) {
            Batch batch = new Batch();
            int to = from;
            while (to < shipments.size() && batch.hasRoomFor(shipments.get(to).entry())) {
                batch.add(shipments.get(to++).entry());
            }
            Durability durability = send(batch);
            shipments.subList(from, to).forEach(shipment -> shipment.shipped().complete(durability));
            from = to;
        }
    }

    private Durability send(Batch batch) {
        try {
            queue.send(batch.message());
            batch.removeFrom(store);
            return Durability.QUEUE;
        } catch (QueueUnavailableException e) {
            LOG.warn("Events stay in the outbox: {}", e.getMessage());
            return Durability.REDIS;
        }
    }

    /** Sends as many waiting events as possible within a few seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread sender : senders) {
                var _ = sender.join(CLOSE_TIMEOUT);
                sender.interrupt();
            }
            List<Shipment> remaining = new ArrayList<>();
            waiting.drainTo(remaining);
            leaveInOutbox(remaining);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

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
 * Sends events to the queue as soon as they are in the outbox, many in one message.
 *
 * <p>The result of an event says when the queue has it. While the queue is unavailable, or too many events are waiting, it
 * says at once that the event stays in the outbox, and the {@link Sweeper} sends it later.
 */
public final class Shipper implements AutoCloseable {

    /** An event and its result. */
    private record Shipment(OutboxEntry entry, CompletableFuture<Durability> shipped) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    private static final long IDLE_MILLIS = 100;
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final SqsQueue queue;
    private final Store store;
    private final Duration linger;
    private final BlockingQueue<Shipment> waiting;
    private final ReentrantLock gathering = new ReentrantLock();
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

    /** Whether events are being sent to the queue, as far as is known. */
    public boolean isAvailable() {
        return queue.isAvailable();
    }

    /** Number of events that wait to be put into a message. */
    public int waiting() {
        return waiting.size();
    }

    private void sendAll() {
        try {
            while (!closed || !waiting.isEmpty()) {
                sendSome();
            }
        } catch (InterruptedException e) {
            // closed; what is left stays in the outbox
        }
    }

    /** Completes the results of these events after any failure, so that later events are sent. */
    private void sendSome() throws InterruptedException {
        List<Shipment> shipments = new ArrayList<>();
        try {
            gather(shipments);
            send(shipments);
        } catch (RuntimeException | Error e) {
            LOG.error("Events stay in the outbox", e);
        } finally {
            // Those that were sent have been answered, and answering again changes nothing.
            keep(shipments);
        }
    }

    private static void keep(List<Shipment> shipments) {
        shipments.forEach(shipment -> shipment.shipped().complete(Durability.REDIS));
    }

    /** One sender at a time gathers, so that events meet in one message rather than each in its own. */
    private void gather(List<Shipment> shipments) throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            Shipment first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                shipments.add(first);
                TimeUnit.NANOSECONDS.sleep(linger.toNanos());
                waiting.drainTo(shipments);
            }
        } finally {
            gathering.unlock();
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

    /** Sends the events that are waiting, as far as possible within a few seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread sender : senders) {
                var _ = sender.join(CLOSING);
                sender.interrupt();
            }
            List<Shipment> left = new ArrayList<>();
            waiting.drainTo(left);
            keep(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

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
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the queue as soon as they are in the outbox, many per message.
 *
 * <p>The result of an event completes when the queue has it. While the queue is unavailable, or too many events are waiting,
 * or an event has waited for too long, the event stays in the outbox, the result says so, and the {@link Sweeper} sends the
 * event later.
 */
public final class Shipper implements AutoCloseable {

    /** An event and its result. */
    private record Shipment(OutboxEntry entry, long since, CompletableFuture<Durability> shipped) {

        void leaveInOutbox() {
            // No effect on an event that was sent: its result is complete.
            shipped.complete(Durability.REDIS);
        }

        boolean isOverdue(long now) {
            return now - since > MAX_WAIT.toNanos();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    /** Events that have waited longer are not sent, so that a slow queue delays responses by a bounded time. */
    static final Duration MAX_WAIT = Duration.ofSeconds(3);

    /** When an event's result is complete at the latest: it has waited, its message was collected and sent. */
    public static final Duration DEADLINE = MAX_WAIT.plus(QueueSettings.MAX_LINGER).plus(SqsQueue.TIMEOUT);

    private static final long IDLE_MILLIS = 100;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final SqsQueue queue;
    private final Store store;
    private final Duration linger;
    private final LongSupplier nanos;
    private final BlockingQueue<Shipment> waiting;
    private final ReentrantLock collecting = new ReentrantLock();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean closed;
    private volatile boolean stopped;

    public Shipper(SqsQueue queue, Store store, QueueSettings settings) {
        this(queue, store, settings, System::nanoTime);
    }

    /** @param nanos a clock such as {@link System#nanoTime} */
    Shipper(SqsQueue queue, Store store, QueueSettings settings, LongSupplier nanos) {
        this.queue = queue;
        this.store = store;
        this.linger = settings.linger();
        this.nanos = nanos;
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
        for (int i = 0; i < settings.senders(); i++) {
            senders.add(Thread.ofPlatform().name("shipper-" + i).daemon().start(this::sendAll));
        }
    }

    /** Where the event is stored, once it is; never fails. */
    public CompletableFuture<Durability> ship(OutboxEntry entry) {
        Shipment shipment = new Shipment(entry, nanos.getAsLong(), new CompletableFuture<>());
        if (closed || !queue.isAvailable() || !waiting.offer(shipment)) {
            return CompletableFuture.completedFuture(Durability.REDIS);
        }
        if (closed) {
            // The senders may have ended before it was added.
            shipment.leaveInOutbox();
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

    /** Only {@link #close} ends a sender: neither failures nor interrupts, with which the SDK ends calls, do. */
    private void sendAll() {
        while (!stopped && !(closed && waiting.isEmpty())) {
            try {
                sendSome();
            } catch (InterruptedException e) {
                LOG.debug("A sender was interrupted");
            } catch (RuntimeException | Error e) {
                // Not even a failure could be logged.
            }
        }
    }

    private void sendSome() throws InterruptedException {
        List<Shipment> shipments = new ArrayList<>();
        try {
            Batch batch = collect(shipments);
            if (!shipments.isEmpty()) {
                complete(shipments, send(batch));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("Events stay in the outbox", e);
        } finally {
            shipments.forEach(Shipment::leaveInOutbox);
        }
    }

    private static void complete(List<Shipment> shipments, Durability durability) {
        shipments.forEach(shipment -> shipment.shipped().complete(durability));
    }

    /**
     * Collects the events of one message. Only one sender collects at a time, so that events share a message; the others
     * send meanwhile.
     */
    private Batch collect(List<Shipment> shipments) throws InterruptedException {
        Batch batch = new Batch();
        collecting.lockInterruptibly();
        try {
            Shipment first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                // Before the pause, which may be interrupted.
                shipments.add(first);
                TimeUnit.NANOSECONDS.sleep(linger.toNanos());
                long now = nanos.getAsLong();
                if (first.isOverdue(now)) {
                    first.leaveInOutbox();
                    shipments.clear();
                } else {
                    batch.add(first.entry());
                }
                fill(batch, shipments, now);
            }
        } finally {
            collecting.unlock();
        }
        return batch;
    }

    private void fill(Batch batch, List<Shipment> shipments, long now) {
        Shipment next = waiting.peek();
        while (next != null && (next.isOverdue(now) || batch.hasRoomFor(next.entry()))) {
            if (waiting.remove(next)) {
                if (next.isOverdue(now)) {
                    next.leaveInOutbox();
                } else {
                    shipments.add(next);
                    batch.add(next.entry());
                }
            }
            next = waiting.peek();
        }
    }

    private Durability send(Batch batch) {
        try {
            queue.send(batch.message());
        } catch (QueueUnavailableException e) {
            LOG.warn("Events stay in the outbox: {}", e.getMessage());
            leaveWaitingInOutbox();
            return Durability.REDIS;
        }
        batch.removeFrom(store);
        return Durability.QUEUE;
    }

    /** Collected later, they could not be sent either. */
    private void leaveWaitingInOutbox() {
        List<Shipment> all = new ArrayList<>();
        waiting.drainTo(all);
        all.forEach(Shipment::leaveInOutbox);
    }

    /** Sends as many waiting events as possible within a few seconds. */
    @Override
    public void close() {
        closed = true;
        long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        try {
            for (Thread sender : senders) {
                var _ = sender.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped = true;
            senders.forEach(Thread::interrupt);
            leaveWaitingInOutbox();
        }
    }
}

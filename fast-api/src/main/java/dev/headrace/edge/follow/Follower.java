package dev.headrace.edge.follow;

import static dev.headrace.edge.follow.EdgeHeartbeat.await;

import dev.headrace.edge.redis.ChangeStream;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.redis.StreamEntry;
import dev.headrace.model.ChangeEntry;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EpochMark;
import dev.headrace.model.OverlayChange;
import dev.headrace.model.RedisKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only reader of the change stream. It delivers changes to its subscribers in order, and makes them resynchronize when
 * changes may have been missed: the Redis epoch has changed, entry numbers have a gap, or the stream ends before this
 * edge's position.
 *
 * <p>The position is written to Redis only when no subscriber can serve anything older.
 */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORT_WAIT = Duration.ofMillis(50);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 100;

    private final ChangeStream changes;
    private final Store store;
    private final EdgeHeartbeat heartbeat;
    private final ClockDrift drift;
    private final List<ChangeSubscriber> subscribers;
    private final Thread thread;
    private final AtomicLong resynchronizations = new AtomicLong();
    private @Nullable Position position;
    private volatile @Nullable Position synchronizedPosition;
    private volatile @Nullable String lastError;
    private volatile long lag;
    private volatile boolean hasCaughtUp;
    private volatile boolean closed;
    private boolean isReading;

    /**
     * @param edge this edge's name
     * @param subscribers called in this order
     */
    public Follower(ChangeStream changes, Store store, String edge, ClockDrift drift,
            List<ChangeSubscriber> subscribers) {
        this.changes = changes;
        this.store = store;
        this.heartbeat = new EdgeHeartbeat(store, edge);
        this.drift = drift;
        this.subscribers = List.copyOf(subscribers);
        this.thread = Thread.ofPlatform().name("follower").daemon().unstarted(this::follow);
    }

    public void start() {
        thread.start();
    }

    /** Number of stream entries not yet processed, as last measured. */
    public long lag() {
        return lag;
    }

    /** Number of resynchronizations since the start. */
    public long resynchronizations() {
        return resynchronizations.get();
    }

    /** Why changes cannot be followed, as a sentence; null if they can. */
    public @Nullable String lastError() {
        return lastError;
    }

    /** Whether all changes made before this edge started have been processed. */
    boolean hasCaughtUp() {
        return hasCaughtUp;
    }

    private void follow() {
        try {
            while (!closed) {
                try {
                    step();
                    lastError = null;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable e) {
                    // Errors included: this thread must survive.
                    recordFailure(e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void recordFailure(Throwable failure) {
        if (failure instanceof RedisUnavailableException || failure instanceof TimeoutException) {
            LOG.debug("Redis is unavailable; the change stream cannot be read", failure);
            // Timeouts have no message.
            lastError = "Redis is unavailable: " + Objects.requireNonNullElse(failure.getMessage(), "no response");
        } else {
            LOG.error("Changes cannot be processed", failure);
            lastError = "Changes cannot be processed: " + failure;
        }
    }

    private void step() throws Exception {
        String epoch = epoch();
        Position at = position;
        if (at == null) {
            at = begin(epoch);
        } else if (!at.epoch().equals(epoch)) {
            at = resynchronize("the Redis epoch changed", epoch);
        } else {
            at = advance(at);
        }
        position = at;
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.reached(at);
        }
        writeHeartbeat(at);
    }

    /** The epoch's name; the same during and after filling Redis. */
    private String epoch() throws InterruptedException, ExecutionException, TimeoutException {
        String epoch = await(store.get(RedisKeys.EPOCH));
        return epoch == null ? "" : EpochMark.epoch(epoch);
    }

    private Position begin(String epoch) throws Exception {
        heartbeat.removeDeadEdges(heartbeat.now());
        beginSubscribers();
        Optional<Position> restored = subscribers.stream().map(ChangeSubscriber::restored).flatMap(Optional::stream)
                .min(Comparator.comparingLong(Position::number));
        if (restored.isPresent() && restored.get().epoch().equals(epoch) && isInStream(restored.get())) {
            LOG.info("Following changes from entry {}", restored.get().entry());
            return restored.get();
        }
        return resynchronize("this edge has no saved position", epoch);
    }

    private void beginSubscribers() throws Exception {
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.begin();
        }
    }

    private Position resynchronize(String reason, String epoch) throws Exception {
        // Read the position first, so that changes during the resynchronization are processed too.
        Changes kept = KeptChanges.read(changes, epoch);
        beginSubscribers();
        // Attempts while Redis is unavailable do not count.
        LOG.info("Resynchronizing with Redis: {}", reason);
        resynchronizations.incrementAndGet();
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.resynchronize(kept);
        }
        return kept.reached();
    }

    private Position advance(Position at) throws Exception {
        List<StreamEntry> entries = read(at);
        if (entries.isEmpty()) {
            return isInStream(at)
                    ? at
                    : resynchronize("the change stream ends before this edge's position",
                            at.epoch());
        }
        List<Change> batch = new ArrayList<>(entries.size());
        long number = at.number();
        for (StreamEntry each : entries) {
            ChangeEntry entry = parsed(each);
            number += entry.change().numbers();
            if (entry.number() != number) {
                return resynchronize("entries of the change stream are missing", at.epoch());
            }
            Position position = new Position(at.epoch(), each.id(), number);
            switch (entry.change()) {
                case DocumentChange document -> batch.add(new Change(position, document));
                case OverlayChange overlay -> {
                    // First deliver the changes before it; the next read begins with it.
                    return batch.isEmpty() ? deliver(overlay, position) : deliver(batch);
                }
            }
        }
        return deliver(batch);
    }

    private Position deliver(OverlayChange overlay, Position reached) throws Exception {
        try (EdgeHeartbeat.Repetition _ = heartbeat.repeat(() -> synchronizedPosition)) {
            for (ChangeSubscriber subscriber : subscribers) {
                if (!subscriber.changed(overlay, reached)) {
                    return resynchronize("an overlay is gone before this edge has read it", reached.epoch());
                }
            }
            return reached;
        }
    }

    private Position deliver(List<Change> batch) throws Exception {
        lag = batch.size();
        Position reached = batch.getLast().position();
        Changes read = new Changes(batch, reached);
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.changed(read);
        }
        // There may be more entries.
        changes.newest().ifPresent(newest -> measureLag(reached, newest));
        return reached;
    }

    private void measureLag(Position at, StreamEntry newest) {
        lag = Math.max(0, number(newest) - at.number());
    }

    private List<StreamEntry> read(Position at) throws InterruptedException {
        setReading(true);
        try {
            return changes.after(at.entry(), isSynchronized() ? HEARTBEAT_INTERVAL : SHORT_WAIT);
        } finally {
            setReading(false);
        }
    }

    private synchronized void setReading(boolean reading) throws InterruptedException {
        if (reading && closed) {
            throw new InterruptedException();
        }
        isReading = reading;
    }

    /** Also measures the lag. */
    private boolean isInStream(Position at) throws InterruptedException {
        Optional<StreamEntry> newest = changes.newest();
        if (newest.isEmpty()) {
            lag = 0;
            return at.number() == 0;
        }
        measureLag(at, newest.get());
        return newest.get().id().equals(at.entry())
                ? number(newest.get()) == at.number()
                : !at.isAfter(newest.get().id());
    }

    private static ChangeEntry parsed(StreamEntry entry) {
        return ChangeEntry.parse(entry.fields());
    }

    private static long number(StreamEntry entry) {
        return parsed(entry).number();
    }

    private boolean isSynchronized() {
        return subscribers.stream().allMatch(ChangeSubscriber::isSynchronized);
    }

    private void writeHeartbeat(Position at) throws InterruptedException, ExecutionException, TimeoutException {
        if (isSynchronized()) {
            synchronizedPosition = at;
        }
        long now = heartbeat.now();
        drift.measure(now);
        hasCaughtUp |= lag == 0;
        Position last = synchronizedPosition;
        if (last != null) {
            heartbeat.write(last, now);
        }
    }

    /** Interrupts only while reading from Redis: an interrupt would close files that the thread is writing. */
    private synchronized void stopReading() {
        closed = true;
        if (isReading) {
            thread.interrupt();
        }
    }

    /** Stops and removes this edge from the list of edges. */
    @Override
    public void close() {
        stopReading();
        try {
            var _ = thread.join(STOP_TIMEOUT);
            heartbeat.remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

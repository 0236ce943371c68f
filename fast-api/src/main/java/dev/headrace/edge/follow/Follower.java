package dev.headrace.edge.follow;

import static dev.headrace.edge.follow.EdgeHeartbeat.await;

import dev.headrace.edge.redis.ChangeStream;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.redis.StreamEntry;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of the stream of changes. It hands the changes to its subscribers in order, and has them resynchronize
 * when it cannot tell what they missed: the contents of Redis have another epoch, entries are missing between two numbers,
 * or the stream ends before this edge's position.
 *
 * <p>How far it has followed is written to Redis only when no subscriber can serve anything older.
 */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration SHORT_WAIT = Duration.ofMillis(50);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 100;
    private static final String FILLING = "filling ";

    private final ChangeStream changes;
    private final Store store;
    private final EdgeHeartbeat notes;
    private final ClockDrift drift;
    private final List<ChangeSubscriber> subscribers;
    private final Thread thread;
    private final AtomicLong resynchronizations = new AtomicLong();
    private @Nullable Position position;
    private @Nullable Position noted;
    private volatile @Nullable String lastError;
    private volatile long lag;
    private volatile boolean wasUpToDate;
    private volatile boolean closed;
    private boolean isReading;

    /**
     * @param edge this edge's name
     * @param subscribers told of changes in this order
     */
    public Follower(ChangeStream changes, Store store, String edge, ClockDrift drift,
            List<ChangeSubscriber> subscribers) {
        this.changes = changes;
        this.store = store;
        this.notes = new EdgeHeartbeat(store, edge);
        this.drift = drift;
        this.subscribers = List.copyOf(subscribers);
        this.thread = Thread.ofPlatform().name("follower").daemon().unstarted(this::follow);
    }

    public void start() {
        thread.start();
    }

    /** How many entries of the stream have not been followed yet, as far as is known. */
    public long lag() {
        return lag;
    }

    /** How often changes were missed since the start. */
    public long resynchronizations() {
        return resynchronizations.get();
    }

    /** Why changes cannot be followed now; null if they can. */
    public @Nullable String lastError() {
        return lastError;
    }

    /** Whether everything that had changed before this edge started has been followed. */
    boolean wasUpToDate() {
        return wasUpToDate;
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
                    // Errors included: nothing else follows the changes.
                    noteFailure(e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void noteFailure(Throwable failure) {
        if (failure instanceof RedisUnavailableException || failure instanceof TimeoutException) {
            LOG.debug("Changes cannot be followed now", failure);
        } else {
            LOG.error("Changes cannot be followed", failure);
        }
        lastError = failure.toString();
    }

    private void step() throws Exception {
        String epoch = epoch();
        Position at = position;
        if (at == null) {
            at = begin(epoch);
        } else if (!at.epoch().equals(epoch)) {
            at = resynchronize("the contents of Redis are of another epoch", epoch);
        } else {
            at = advance(at);
        }
        position = at;
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.reached(at);
        }
        note(at);
    }

    /** The epoch's name; it is the same while Redis is being filled and when that is complete. */
    private String epoch() throws InterruptedException, ExecutionException, TimeoutException {
        String epoch = await(store.get(RedisKeys.EPOCH));
        if (epoch == null) {
            return "";
        }
        return epoch.startsWith(FILLING) ? epoch.substring(FILLING.length()) : epoch;
    }

    private Position begin(String epoch) throws Exception {
        notes.removeSilentEdges(notes.now());
        Optional<Position> restored = subscribers.stream().map(ChangeSubscriber::restored).flatMap(Optional::stream)
                .min(Comparator.comparingLong(Position::number));
        if (restored.isPresent() && restored.get().epoch().equals(epoch) && isStillThere(restored.get())) {
            LOG.info("Changes are followed from entry {}", restored.get().entry());
            return restored.get();
        }
        return resynchronize("this edge starts without a position", epoch);
    }

    private Position resynchronize(String reason, String epoch) throws Exception {
        LOG.info("Everything is compared with Redis: {}", reason);
        resynchronizations.incrementAndGet();
        // The position first, so that what changes during the comparison is followed as well.
        Position newest = changes.newest()
                .map(entry -> new Position(epoch, entry.id(), number(entry)))
                .orElseGet(() -> Position.start(epoch));
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.resynchronize();
        }
        return newest;
    }

    private Position advance(Position at) throws Exception {
        List<StreamEntry> entries = read(at);
        if (entries.isEmpty()) {
            return isStillThere(at)
                    ? at
                    : resynchronize("the stream of changes ends before this edge's position",
                            at.epoch());
        }
        List<Change> batch = new ArrayList<>(entries.size());
        long number = at.number();
        for (StreamEntry entry : entries) {
            if (number(entry) != ++number) {
                return resynchronize("entries of the stream of changes are missing", at.epoch());
            }
            batch.add(change(entry));
        }
        lag = entries.size();
        for (ChangeSubscriber subscriber : subscribers) {
            subscriber.changed(batch);
        }
        Position reached = new Position(at.epoch(), entries.getLast().id(), number);
        // More may wait behind a full batch.
        changes.newest().ifPresent(newest -> measureLag(reached, newest));
        return reached;
    }

    private void measureLag(Position at, StreamEntry newest) {
        lag = Math.max(0, number(newest) - at.number());
    }

    private List<StreamEntry> read(Position at) throws InterruptedException {
        setReading(true);
        try {
            return changes.after(at.entry(), isSynchronized() ? HEARTBEAT : SHORT_WAIT);
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
    private boolean isStillThere(Position at) throws InterruptedException {
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

    private static long number(StreamEntry entry) {
        String text = entry.fields().getOrDefault("n", "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static Change change(StreamEntry entry) {
        Map<String, String> fields = entry.fields();
        return new Change(new Target(fields.getOrDefault("t", ""), fields.getOrDefault("i", "")),
                fields.getOrDefault("l", ""));
    }

    private boolean isSynchronized() {
        return subscribers.stream().allMatch(ChangeSubscriber::isSynchronized);
    }

    private void note(Position at) throws InterruptedException, ExecutionException, TimeoutException {
        if (isSynchronized()) {
            noted = at;
        }
        long now = notes.now();
        drift.measure(now);
        wasUpToDate |= lag == 0;
        Position last = noted;
        if (last != null) {
            notes.write(last, now);
        }
    }

    /** A thread that writes files must not be interrupted: Java would close them. */
    private synchronized void stopReading() {
        closed = true;
        if (isReading) {
            thread.interrupt();
        }
    }

    /** Stops, and removes this edge from the list of edges. */
    @Override
    public void close() {
        stopReading();
        try {
            var _ = thread.join(STOP_TIMEOUT);
            notes.remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

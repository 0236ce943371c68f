package dev.headrace.admin.publishing;

import static dev.headrace.admin.edge.EdgeStore.await;

import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.RedisException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Notes when all running edges have seen a change. Each edge writes down how far it has read the announcements; one that
 * was not heard of for a while does not run any more.
 */
@Component
class EdgeAcknowledgements implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EdgeAcknowledgements.class);
    private static final Duration SILENT_EDGE_IS_GONE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(4);
    private static final Duration LOOK_WITHOUT_NEWS = Duration.ofSeconds(1);

    private final EdgeStore store;
    private final Receipts receipts;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private volatile StreamPosition newest = StreamPosition.START;
    private volatile @Nullable Thread thread;
    private boolean failing;

    /** The running edges, as far as they have read. */
    record Edges(List<StreamPosition> positions) {

        /** How far all of them have read; empty if none runs. */
        Optional<StreamPosition> least() {
            return positions.stream().min(Comparator.naturalOrder());
        }

        boolean haveSeen(StreamPosition announcement) {
            return positions.stream().allMatch(position -> position.compareTo(announcement) >= 0);
        }
    }

    EdgeAcknowledgements(EdgeStore store, Receipts receipts, Clock clock) {
        this.store = store;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** A change was announced, and its receipts wait for the edges. */
    void expect(StreamPosition announcement) {
        newest = announcement;
        news.release();
    }

    /** The edges that run at present: those that wrote a moment ago, by Redis' clock as they do themselves. */
    Edges edges() {
        var time = store.commands().time();
        Map<String, byte[]> all = await(store.commands().hgetall(RedisKeys.EDGES));
        Instant oldest = instant(await(time)).minus(SILENT_EDGE_IS_GONE);
        return new Edges(all.values().stream()
                .flatMap(note -> position(new String(note, StandardCharsets.US_ASCII), oldest).stream()).toList());
    }

    /** Empty for an edge that is silent, and for what no edge wrote. */
    private static Optional<StreamPosition> position(String note, Instant oldest) {
        String[] parts = note.split(" ", 2);
        try {
            return parts.length == 2 && Long.parseLong(parts[1]) > oldest.toEpochMilli()
                    ? Optional.of(StreamPosition.parse(parts[0]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            log.debug("No edge's note: {}", note, e);
            return Optional.empty();
        }
    }

    /** @param time as Redis gives it: seconds and microseconds */
    private static Instant instant(List<byte[]> time) {
        return Instant.ofEpochSecond(Long.parseLong(new String(time.getFirst(), StandardCharsets.US_ASCII)));
    }

    @Override
    public void start() {
        // Known before it runs: it ends as soon as it finds itself unknown.
        Thread starting = Thread.ofVirtual().name("edge-acknowledgements").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                // Without news there may be receipts of another core, or of this one before it was started again.
                if (news.tryAcquire(LOOK_WITHOUT_NEWS.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes what the edges have seen, until that is all or they take too long. */
    private void follow() throws InterruptedException {
        try {
            Edges edges = edges();
            note(edges);
            Instant end = clock.instant().plus(LONGEST_WAIT);
            while (!edges.haveSeen(newest) && clock.instant().isBefore(end)) {
                Thread.sleep(LOOK);
                Edges present = edges();
                if (!present.equals(edges)) {
                    note(present);
                }
                edges = present;
            }
            if (!edges.haveSeen(newest)) {
                log.warn("An edge has not seen a change within {}", LONGEST_WAIT);
                newest = StreamPosition.START;
            }
            failing = false;
        } catch (RedisException | DataAccessException | TransactionException e) {
            if (!failing) {
                log.warn("Cannot tell whether the edges have seen a change: {}", e.toString());
            }
            failing = true;
        }
    }

    private void note(Edges edges) {
        edges.least().ifPresentOrElse(
                position -> receipts.seen(position, clock.instant(), edges.positions().size()), receipts::unserved);
    }
}

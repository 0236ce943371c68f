package dev.headrace.admin.publishing;

import static dev.headrace.admin.edge.EdgeStore.await;

import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.RedisException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

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
    private static final int MOST_WAITING = 1_000;

    private final EdgeStore store;
    private final Receipts receipts;
    private final Clock clock;
    private final BlockingQueue<Expected> expected = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile @Nullable Thread thread;

    private record Expected(StreamPosition announcement, List<UUID> entries, Instant stored) {}

    /** The running edges, as far as they have read. */
    record Edges(List<StreamPosition> positions) {
        boolean haveSeen(StreamPosition announcement) {
            return positions.stream().allMatch(position -> position.compareTo(announcement) >= 0);
        }
    }

    EdgeAcknowledgements(EdgeStore store, Receipts receipts, Clock clock) {
        this.store = store;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** If too much waits already, the receipts of this change stay without the edges' word. */
    void expect(String announcement, List<UUID> entries, Instant stored) {
        if (!expected.offer(new Expected(StreamPosition.parse(announcement), entries, stored))) {
            log.debug("Too many changes wait for the edges' word");
        }
    }

    /** The edges that run at present: those that wrote a moment ago, by Redis' clock as they do themselves. */
    Edges edges() {
        List<StreamPosition> positions = new ArrayList<>();
        var time = store.commands().time();
        Map<String, byte[]> all = await(store.commands().hgetall(RedisKeys.EDGES));
        Instant oldest = instant(await(time)).minus(SILENT_EDGE_IS_GONE);
        all.forEach((name, value) -> {
            String[] parts = new String(value, StandardCharsets.US_ASCII).split(" ", 2);
            if (parts.length == 2 && Instant.ofEpochMilli(Long.parseLong(parts[1])).isAfter(oldest)) {
                positions.add(StreamPosition.parse(parts[0]));
            }
        });
        return new Edges(positions);
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
                note(expected.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Expected change) throws InterruptedException {
        try {
            Instant end = change.stored().plus(LONGEST_WAIT);
            while (clock.instant().isBefore(end)) {
                Edges edges = edges();
                if (edges.haveSeen(change.announcement())) {
                    int count = edges.positions().size();
                    receipts.seen(change.entries(), change.stored(), count == 0 ? null : clock.instant(), count);
                    return;
                }
                Thread.sleep(LOOK);
            }
            log.warn("An edge has not seen a change within {}", LONGEST_WAIT);
        } catch (RedisException | DataAccessException e) {
            log.warn("Cannot tell whether the edges have seen a change: {}", e.toString());
        }
    }
}

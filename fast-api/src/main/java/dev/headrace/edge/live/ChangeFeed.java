package dev.headrace.edge.live;

import dev.headrace.edge.read.Documents;
import dev.headrace.edge.redis.ChangeStream;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.redis.StreamEntry;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the core's changes and notes how far this edge has followed, which is what publish receipts wait for.
 *
 * <p>The note is written only after nothing older can be served from this edge's memory. The same note, written each
 * second, is this edge's sign of life.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SILENCE_TO_FORGET = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ChangeStream changes;
    private final TrackedStore tracked;
    private final Store store;
    private final Documents documents;
    private final String edge;
    private final ClockDrift drift;
    private final Thread thread;
    private @Nullable String seen;

    /** @param edge this edge's name */
    public ChangeFeed(ChangeStream changes, TrackedStore tracked, Store store, Documents documents, String edge,
            ClockDrift drift) {
        this.changes = changes;
        this.tracked = tracked;
        this.store = store;
        this.documents = documents;
        this.edge = edge;
        this.drift = drift;
        this.thread = Thread.ofPlatform().name("change-feed").daemon().unstarted(this::follow);
    }

    public void start() {
        thread.start();
    }

    private void follow() {
        try {
            while (true) {
                try {
                    step();
                } catch (RedisUnavailableException | TimeoutException e) {
                    LOG.debug("The changes cannot be followed now", e);
                    Thread.sleep(PAUSE);
                } catch (ExecutionException | RuntimeException e) {
                    LOG.error("A change could not be followed", e);
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void step() throws InterruptedException, ExecutionException, TimeoutException {
        if (seen == null) {
            seen = changes.newest();
            forgetSilentEdges();
        } else {
            List<StreamEntry> entries = changes.after(seen, HEARTBEAT);
            if (!entries.isEmpty()) {
                entries.forEach(this::forget);
                awaitNews();
                seen = entries.getLast().id();
            }
        }
        // Redis' time, because clocks of edges and cores may differ.
        long now = await(store.epochMillis());
        drift.measure(now);
        await(store.putField(RedisKeys.EDGES, edge, seen + " " + now));
    }

    /** Those that were killed said no goodbye; nobody counts them any more. */
    private void forgetSilentEdges() throws InterruptedException, ExecutionException, TimeoutException {
        long oldest = await(store.epochMillis()) - SILENCE_TO_FORGET.toMillis();
        for (Map.Entry<String, String> note : await(store.fields(RedisKeys.EDGES)).entrySet()) {
            if (lastHeardOf(note.getValue()) < oldest) {
                await(store.removeField(RedisKeys.EDGES, note.getKey()));
            }
        }
    }

    private static long lastHeardOf(String note) {
        String millis = note.substring(note.indexOf(' ') + 1);
        return millis.matches("\\d{1,18}") ? Long.parseLong(millis) : 0;
    }

    /** Redis has told of the change already; this holds even where something between it and us swallows such news. */
    private void forget(StreamEntry change) {
        String type = change.fields().get("t");
        String id = change.fields().get("i");
        if (type != null && id != null) {
            documents.forget(new Target(type, id));
        }
    }

    /** Until all that Redis had to tell of these changes has arrived: lists, slugs, every view and locale. */
    private void awaitNews() throws InterruptedException, ExecutionException, TimeoutException {
        await(tracked.barrier());
    }

    private static <T> T await(CompletableFuture<T> result)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    /** Stops, and takes this edge off the list, so that no receipt waits for it. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            var _ = thread.join(PATIENCE);
            await(store.removeField(RedisKeys.EDGES, edge));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RedisUnavailableException e) {
            LOG.warn("This edge could not be taken off the list of edges: {}", e.getMessage());
        }
    }
}

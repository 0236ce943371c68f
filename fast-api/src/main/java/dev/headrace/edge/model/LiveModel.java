package dev.headrace.edge.model;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.redis.TrackingListener;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model last published by the core. It stays in use while Redis is unavailable or has lost its contents, and when the
 * core publishes a model that this version cannot read.
 */
public final class LiveModel implements TrackingListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);
    private static final long RETRY_MILLIS = 500;

    private final TrackedStore store;
    private final List<Consumer<PublishedModel>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable PublishedModel model;
    private volatile boolean known;
    private volatile boolean unreadable;
    private volatile boolean tracking;
    private @Nullable String epoch;
    private long lastRequest;
    private long lastResponse;

    public LiveModel(TrackedStore store) {
        this.store = store;
    }

    /** Calls a listener with the current model, if any, and each later one. It must be fast and must not throw. */
    public synchronized void onChange(Consumer<PublishedModel> listener) {
        listeners.add(listener);
        PublishedModel current = model;
        if (current != null) {
            listener.accept(current);
        }
    }

    /** @throws ProblemException 503 while no model is known */
    public PublishedModel current() {
        PublishedModel current = model;
        if (current == null) {
            throw new ProblemException(Problem.retryLater(503, unreadable
                    ? "This version of the edge cannot read the published model."
                    : "No content has been published yet.", 5));
        }
        return current;
    }

    /** @throws ProblemException 503 while no model is known, 404 if there is no such type */
    public PublishedModel.Type type(String name) {
        return typeOf(current(), name);
    }

    /** @throws ProblemException 404 if there is no such type */
    public static PublishedModel.Type typeOf(PublishedModel model, String name) {
        return model.type(name)
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no type '" + name + "'.")));
    }

    /** @throws ProblemException 503 while no model is known */
    public Optional<PublishedModel.Type> find(String name) {
        return current().type(name);
    }

    /** Whether the model, or its absence, has been read from Redis at least once. */
    boolean isKnown() {
        return known;
    }

    /** Whether the published model cannot be read, so that an earlier one or none is in use. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** The views of a type; none if there is no such type. */
    public List<String> viewsOf(String type) {
        PublishedModel current = model;
        return current == null ? List.of() : current.type(type).map(PublishedModel.Type::views).orElse(List.of());
    }

    @Override
    public void trackingBegan() {
        tracking = true;
        load();
    }

    @Override
    public void trackingEnded() {
        tracking = false;
    }

    @Override
    public void changed(String key) {
        if (key.equals(RedisKeys.MODEL) || key.equals(RedisKeys.EPOCH)) {
            load();
        }
    }

    @Override
    public void allChanged() {
        load();
    }

    private void load() {
        long request = nextRequest();
        CompletableFuture<byte @Nullable []> epochBytes = store.get(RedisKeys.EPOCH);
        var _ = store.get(RedisKeys.MODEL)
                .thenCombine(epochBytes, (json, name) -> {
                    accept(request, json, name == null ? "" : text(name));
                    return true;
                }).exceptionally(failure -> {
                    LOG.warn("The model cannot be loaded: {}", failure.getMessage());
                    retryLater(request);
                    return false;
                });
    }

    private synchronized long nextRequest() {
        return ++lastRequest;
    }

    /** Needed because nothing else triggers a reload while the connection lasts. */
    private void retryLater(long request) {
        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            if (tracking && isNewest(request)) {
                load();
            }
        });
    }

    private synchronized boolean isNewest(long request) {
        return request == lastRequest;
    }

    private synchronized void accept(long request, byte @Nullable [] json, String epochNow) {
        if (request < lastResponse) {
            return;
        }
        lastResponse = request;
        if (json == null && model != null && !store.contents().areComplete()) {
            LOG.warn("There is no model in Redis, which has lost its contents; the last one stays in use");
            epoch = epochNow;
            return;
        }
        PublishedModel next;
        try {
            next = json == null ? null : PublishedModel.parse(text(json));
        } catch (IllegalArgumentException e) {
            unreadable = true;
            LOG.error("The published model cannot be read by this version: {}", e.getMessage());
            return;
        }
        PublishedModel previous = model;
        if (previous != null && next != null && next.version() < previous.version()
                && Objects.equals(epoch, epochNow)) {
            LOG.warn("Model version {} is older than version {}, which stays in use", next.version(),
                    previous.version());
            return;
        }
        replace(previous, next);
        epoch = epochNow;
    }

    private void replace(@Nullable PublishedModel previous, @Nullable PublishedModel next) {
        model = next;
        unreadable = false;
        if (next == null) {
            LOG.warn("There is no model in Redis");
        } else if (!next.equals(previous)) {
            LOG.info("Model version {} with {} types", next.version(), next.types().size());
            listeners.forEach(listener -> listener.accept(next));
        }
        known = true;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

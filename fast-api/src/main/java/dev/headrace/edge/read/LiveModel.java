package dev.headrace.edge.read;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.redis.TrackingListener;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model as the core last published it; it is kept while Redis is away, and when the core publishes one that this
 * version cannot read.
 */
public final class LiveModel implements TrackingListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);

    private final TrackedStore store;
    private volatile @Nullable PublishedModel model;
    private volatile boolean heardOf;
    private volatile boolean unreadable;

    public LiveModel(TrackedStore store) {
        this.store = store;
    }

    /** @throws ProblemException 503 while no model is known, 404 if there is no such type */
    public PublishedModel.Type type(String name) {
        return find(name)
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no type '" + name + "'.")));
    }

    /** @throws ProblemException 503 while no model is known */
    Optional<PublishedModel.Type> find(String name) {
        PublishedModel current = model;
        if (current == null) {
            throw new ProblemException(Problem.retryLater(503, unreadable
                    ? "What is published here cannot be read by this version of the edge."
                    : "No content has been published here yet.", 5));
        }
        return current.type(name);
    }

    /** Whether Redis has ever said which model there is, so that it was understood, or that there is none. */
    public boolean isHeardOf() {
        return heardOf;
    }

    /** Whether the model that is published now cannot be read, so that an earlier one is in use, or none. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** The views of a type; none if there is no such type. */
    List<String> viewsOf(String type) {
        PublishedModel current = model;
        return current == null ? List.of() : current.type(type).map(PublishedModel.Type::views).orElse(List.of());
    }

    @Override
    public void trackingBegan() {
        load();
    }

    @Override
    public void trackingEnded() {
        // the model stays
    }

    @Override
    public void changed(String key) {
        if (key.equals(RedisKeys.MODEL)) {
            load();
        }
    }

    @Override
    public void allChanged() {
        load();
    }

    private void load() {
        var _ = store.get(RedisKeys.MODEL).thenAccept(this::take).exceptionally(failure -> {
            LOG.warn("The model cannot be read: {}", failure.getMessage());
            return null;
        });
    }

    private void take(byte @Nullable [] json) {
        PublishedModel next;
        try {
            next = json == null ? null : PublishedModel.parse(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            unreadable = true;
            LOG.error("The published model cannot be read by this version: {}", e.getMessage());
            return;
        }
        PublishedModel previous = model;
        model = next;
        unreadable = false;
        heardOf = true;
        if (next == null) {
            LOG.warn("There is no model in Redis");
        } else if (previous == null || previous.version() != next.version()) {
            LOG.info("Model version {} with {} types", next.version(), next.types().size());
        }
    }
}

package dev.headrace.edge.read;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.redis.TrackingListener;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model as the core last published it; it is kept while Redis is away. */
public final class LiveModel implements TrackingListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);

    private final TrackedStore store;
    private final Runnable whenChanged;
    private volatile @Nullable PublishedModel model;
    private volatile boolean heardOf;

    /** @param whenChanged called after each change of the model */
    public LiveModel(TrackedStore store, Runnable whenChanged) {
        this.store = store;
        this.whenChanged = whenChanged;
    }

    /** @throws ProblemException 503 while nothing has been published yet, 404 if there is no such type */
    public PublishedModel.Type type(String name) {
        PublishedModel current = model;
        if (current == null) {
            throw new ProblemException(Problem.retryLater(503, "No content has been published here yet.", 5));
        }
        return current.type(name).orElseThrow(
                () -> new ProblemException(Problem.notFound("There is no type '" + name + "'.")));
    }

    /** Whether Redis has ever said which model there is, or that there is none. */
    public boolean isHeardOf() {
        return heardOf;
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
        PublishedModel next = json == null ? null : PublishedModel.parse(new String(json, StandardCharsets.UTF_8));
        PublishedModel previous = model;
        model = next;
        heardOf = true;
        if (next == null) {
            LOG.warn("There is no model in Redis");
        } else if (previous == null || previous.version() != next.version()) {
            LOG.info("Model version {} with {} types", next.version(), next.types().size());
        }
        if (next == null || !next.equals(previous)) {
            whenChanged.run();
        }
    }
}

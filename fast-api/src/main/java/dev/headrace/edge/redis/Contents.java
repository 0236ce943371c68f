package dev.headrace.edge.redis;

import dev.headrace.model.RedisKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis has everything that is published. After a loss it has not, until the core has written all of it again: there
 * is no epoch yet, or the core says that it is rewriting ({@link RedisKeys#REWRITING}). What Redis does not have then may be
 * published all the same.
 */
public final class Contents implements TrackingListener {

    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    private static final long RETRY_MILLIS = 500;

    private final TrackedStore store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean complete;
    private volatile boolean tracking;
    private long lastRequest;

    Contents(TrackedStore store) {
        this.store = store;
    }

    /** False while it is not known. */
    public boolean areComplete() {
        return complete;
    }

    /** Calls a listener whenever the contents have become complete. It must be fast. */
    public void onComplete(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void trackingBegan() {
        tracking = true;
        complete = false;
        load();
    }

    @Override
    public void trackingEnded() {
        tracking = false;
    }

    @Override
    public void changed(String key) {
        if (key.equals(RedisKeys.EPOCH) || key.equals(RedisKeys.REWRITING)) {
            load();
        }
    }

    @Override
    public void allChanged() {
        complete = false;
        load();
    }

    private void load() {
        long request = nextRequest();
        CompletableFuture<byte[]> epoch = store.get(RedisKeys.EPOCH);
        var _ = store.get(RedisKeys.REWRITING).thenAcceptBoth(epoch,
                (rewriting, known) -> accept(request, known != null && rewriting == null)).exceptionally(failure -> {
                    LOG.debug("It is not known whether Redis has lost contents", failure);
                    retryLater(request);
                    return null;
                });
    }

    private synchronized long nextRequest() {
        return ++lastRequest;
    }

    private synchronized boolean isNewest(long request) {
        return request == lastRequest;
    }

    private void accept(long request, boolean now) {
        if (!isNewest(request)) {
            return;
        }
        boolean before = complete;
        complete = now;
        if (now && !before) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Needed because nothing else triggers a reload while the connection lasts. */
    private void retryLater(long request) {
        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            if (tracking && isNewest(request)) {
                load();
            }
        });
    }
}

package dev.headrace.edge.index;

import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlayChanges;
import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.overlay.OverlaySource;
import dev.headrace.edge.redis.Contents;
import dev.headrace.edge.redis.IndexRecords;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.model.OverlayChange;
import dev.headrace.model.PublishedModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list index of this edge. Changes are applied on the follower's thread; the maintenance thread does the slow work: it
 * reconciles the index with Redis, builds indexes for a changed model, and commits.
 *
 * <p>Records are read from Redis and applied under one lock, so that an older state never replaces a newer one.
 */
final class ListIndex implements ChangeSubscriber, IndexMaintenance.Task, AutoCloseable {

    /** An action that requires the lock. */
    @FunctionalInterface
    private interface Action<E extends Exception> {
        void run() throws E;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ListIndex.class);
    private static final long MIN_REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Contents contents;
    private final DataDirectory data;
    private final Merges merges = new Merges();
    private final Shards shards;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition refreshDue = lock.newCondition();
    private final AtomicReference<@Nullable PublishedModel> pendingModel = new AtomicReference<>();
    private final ChangeWriter writer;
    private final IndexOverlays overlays;
    private final IndexQueries queries;
    private final IndexHealth health;
    private final Commits commits;
    private final CurrentReconciliation reconciliation;
    private final IndexMaintenance maintenance;
    private @Nullable Position restored;

    // Guarded by the lock.
    private @Nullable Position position;
    private long changes;
    private long refreshedAt = System.nanoTime() - MIN_REFRESH_NANOS;
    private boolean closed;

    /** @throws IllegalArgumentException if the data directory cannot be used */
    ListIndex(IndexRecords redis, OverlaySource overlaySource, ActiveOverlay active, Contents contents,
            IndexSettings settings) {
        this.contents = contents;
        this.data = DataDirectory.open(settings.dataDirectory());
        this.shards = new Shards(data, merges);
        this.journal = new Journal(data.path(), merges, settings.changesKept());
        CurrentRecords records = new CurrentRecords(redis, active);
        this.writer = new ChangeWriter(records, shards);
        this.overlays = new IndexOverlays(overlaySource, active, redis, shards, writer);
        this.health = new IndexHealth(shards);
        this.queries = new IndexQueries(shards, this::failed, () -> health.failure() != null,
                health::isSynchronized);
        this.commits = new Commits(shards, journal, data);
        this.reconciliation = new CurrentReconciliation(records, shards, health, commits);
        this.maintenance = new IndexMaintenance(this);
        try {
            Manifest manifest = Manifest.read(data.path());
            shards.restore(manifest);
            restored = manifest.position();
            position = restored;
            if (restored != null) {
                journal.restore(restored);
            }
            health.isSynchronized(restored != null);
        } catch (IOException e) {
            throw new IllegalArgumentException("HEADRACE_EDGE_DATA_DIR cannot be read: " + e, e);
        }
    }

    void start() {
        contents.onComplete(maintenance::wake);
        maintenance.start();
    }

    /** Adopts a model. Must not wait for the lock, because it is called on the Redis I/O thread. */
    void adopt(PublishedModel next) {
        health.modelKnown();
        pendingModel.set(next);
        maintenance.wake();
    }

    IndexQueries queries() {
        return queries;
    }

    Journal journal() {
        return journal;
    }

    @Override
    public Optional<Position> restored() {
        return Optional.ofNullable(restored);
    }

    @Override
    public boolean isSynchronized() {
        return health.isSynchronized();
    }

    IndexHealth health() {
        return health;
    }

    /** Number of indexed documents, counted per locale. */
    int size() {
        return shards.size();
    }

    /** Number of indexes waiting for records that are rendered for the current model. */
    int waiting() {
        return shards.waiting();
    }

    /** Measured every few seconds. */
    long bytesOnDisk() {
        return data.size();
    }

    @Override
    public void changed(Changes batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long wait = refreshedAt + MIN_REFRESH_NANOS - System.nanoTime();
            while (wait > 0) {
                // Releases the lock; Redis is read afterwards.
                wait = refreshDue.awaitNanos(wait);
            }
            changes++;
            journal.put(batch);
            writer.write(batch.documents());
            shards.refresh();
            journal.refresh();
            refreshedAt = System.nanoTime();
            commits.request();
        } catch (CompletionException e) {
            throw unavailableOr(e);
        } catch (IOException | AlreadyClosedException e) {
            failed(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void begin() {
        apply(overlays.active(), null);
    }

    @Override
    public boolean changed(OverlayChange change, Position reached) {
        if (!change.begins()) {
            apply(null, null);
            return true;
        }
        Optional<OverlayContents> begun = overlays.contents(change);
        begun.ifPresent(overlay -> apply(overlay, OverlayChanges.of(overlay, reached)));
        return begun.isPresent();
    }

    /** @param journaled the changes for the journal; null for none */
    private void apply(@Nullable OverlayContents next, @Nullable Changes journaled) {
        lock.lock();
        try {
            changes++;
            overlays.apply(next);
            if (journaled != null) {
                journal.put(journaled);
                journal.refresh();
            }
            commits.request();
        } catch (CompletionException e) {
            throw unavailableOr(e);
        } catch (IOException | AlreadyClosedException e) {
            failed(e);
            overlays.applyWithoutIndex(next);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resynchronize(Changes kept) throws IOException {
        locked(() -> {
            health.isSynchronized(false);
            reconciliation.begin();
            journal.restart(kept);
        });
        maintenance.wake();
    }

    @Override
    public void reached(Position reached) {
        locked(() -> {
            if (!reached.equals(position)) {
                commits.request();
            }
            position = reached;
            health.followingChanges();
            health.check();
        });
    }

    @Override
    public boolean step() throws IOException {
        commits.measureIfDue();
        adoptModel();
        if (reconciliation.isRunning()) {
            if (contents.areComplete()) {
                return reconcileSome();
            }
            // Until then, lists have what Redis had, with all changes since.
            locked(journal::trimIfDue);
            return false;
        }
        String failure = health.failure();
        if (failure != null) {
            throw new IOException(failure);
        }
        promoteWaiting();
        locked(journal::trimIfDue);
        return commitIfDue();
    }

    private void adoptModel() throws IOException {
        PublishedModel next = pendingModel.getAndSet(null);
        if (next == null) {
            return;
        }
        locked(() -> {
            // Even if adopting fails: the repair then builds the missing indexes.
            health.modelAdopted();
            shards.adopt(Schema.all(next));
            commits.request();
            reconciliation.beginForModel();
            health.check();
        });
    }

    private boolean reconcileSome() throws IOException {
        lock.lock();
        try {
            return reconciliation.step(changes);
        } catch (CompletionException e) {
            throw unavailableOr(e);
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException unavailableOr(CompletionException e) {
        return e.getCause() instanceof RedisUnavailableException unavailable ? unavailable : e;
    }

    private void promoteWaiting() throws IOException {
        locked(() -> {
            if (health.isSynchronized() && shards.promoteWaiting()) {
                commits.requestNow();
            }
        });
    }

    private boolean commitIfDue() throws IOException {
        if (!commits.isDue()) {
            return false;
        }
        commit();
        return true;
    }

    private void commit() throws IOException {
        Commits.Commit commit;
        lock.lock();
        try {
            commit = commits.begin(health.isSynchronized() ? position : null);
        } finally {
            lock.unlock();
        }
        commits.commit(commit);
    }

    @Override
    public void failed(Throwable e) {
        locked(() -> {
            if (health.fail(e)) {
                LOG.error("List index update failed; rebuilding the index", e);
            }
            reconciliation.abandon();
            journal.abandon();
        });
        maintenance.wake();
    }

    @Override
    public boolean isRepaired() {
        return health.failure() == null;
    }

    @Override
    public void repair() throws IOException {
        locked(() -> {
            shards.rebuild();
            journal.repair();
            reconciliation.begin();
        });
    }

    private <E extends Exception> void locked(Action<E> action) throws E {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Commits if possible, and closes. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (maintenance.stop() && health.failure() == null) {
                commit();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list index cannot be committed: {}", e.toString());
        }
        shards.close();
        journal.abandon();
        merges.close();
        try {
            data.close();
        } catch (IOException e) {
            LOG.warn("The data directory cannot be closed: {}", e.toString());
        }
    }
}

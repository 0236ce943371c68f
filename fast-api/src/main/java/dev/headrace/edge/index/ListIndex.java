package dev.headrace.edge.index;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.redis.IndexRecords;
import dev.headrace.edge.redis.RedisUnavailableException;
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
 * The index from which this edge answers lists. It takes each change from the follower; a thread of its own does what
 * takes longer: it compares the index with Redis, builds what a changed model needs, and makes the index durable.
 *
 * <p>What Redis has is read and applied under one lock, so that an older state never replaces a newer one.
 */
final class ListIndex implements ChangeSubscriber, IndexMaintenance.Task, AutoCloseable {

    /** Something that is done under the lock. */
    @FunctionalInterface
    private interface Action<E extends Exception> {
        void run() throws E;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ListIndex.class);
    private static final long MIN_REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final IndexRecords redis;
    private final DataDirectory data;
    private final Merges merges = new Merges();
    private final Shards shards;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition refreshDue = lock.newCondition();
    private final AtomicReference<@Nullable PublishedModel> pendingModel = new AtomicReference<>();
    private final ChangeWriter writer;
    private final IndexQueries queries;
    private final IndexHealth health;
    private final Commits commits;
    private final IndexMaintenance upkeep;
    private @Nullable Position restored;

    // Guarded by the lock; the one that is volatile is read without it.
    private volatile @Nullable IndexReconciliation comparison;
    private @Nullable Position position;
    private long changes;
    private long refreshedAt = System.nanoTime() - MIN_REFRESH_NANOS;
    private boolean closed;

    /** @throws IllegalArgumentException if the data directory cannot be used */
    ListIndex(IndexRecords redis, IndexSettings settings) {
        this.redis = redis;
        this.data = DataDirectory.open(settings.dataDirectory());
        this.shards = new Shards(data, merges);
        this.writer = new ChangeWriter(redis, shards);
        this.health = new IndexHealth(shards);
        this.queries = new IndexQueries(shards, this::failed, () -> health.failure() != null);
        this.commits = new Commits(shards, data);
        this.upkeep = new IndexMaintenance(this);
        try {
            Manifest manifest = Manifest.read(data.path());
            shards.restore(manifest);
            restored = manifest.position();
            position = restored;
            health.isSynchronized(restored != null);
        } catch (IOException e) {
            throw new IllegalArgumentException("HEADRACE_EDGE_DATA_DIR cannot be read: " + e, e);
        }
    }

    void start() {
        upkeep.start();
    }

    /** Has the index follow a model. It does not wait for the lock, since Redis' answers come on the calling thread. */
    void adopt(PublishedModel next) {
        health.modelIsKnown();
        pendingModel.set(next);
        upkeep.wake();
    }

    /** What answers requests from the index. */
    IndexQueries queries() {
        return queries;
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

    /** How many documents can be listed, one for each locale. */
    int size() {
        return shards.size();
    }

    /** How many indexes wait for records that are made for the present model. */
    int waiting() {
        return shards.waiting();
    }

    /** As it was a few seconds ago. */
    long bytesOnDisk() {
        return data.size();
    }

    @Override
    public void changed(List<Change> batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long wait = refreshedAt + MIN_REFRESH_NANOS - System.nanoTime();
            while (wait > 0) {
                // Without the lock; what Redis has is read afterwards.
                wait = refreshDue.awaitNanos(wait);
            }
            changes++;
            writer.write(batch);
            shards.refresh();
            refreshedAt = System.nanoTime();
            commits.note();
        } catch (CompletionException e) {
            throw unavailableOr(e);
        } catch (IOException | AlreadyClosedException e) {
            failed(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resynchronize() {
        locked(() -> {
            health.isSynchronized(false);
            comparison = IndexReconciliation.complete(redis, shards);
        });
        upkeep.wake();
    }

    @Override
    public void reached(Position reached) {
        locked(() -> {
            if (!reached.equals(position)) {
                commits.note();
            }
            position = reached;
            health.changesAreFollowed();
            health.check();
        });
    }

    @Override
    public boolean step() throws IOException {
        commits.measureIfDue();
        adoptModel();
        if (comparison != null) {
            return compareSome();
        }
        String failure = health.failure();
        if (failure != null) {
            throw new IOException(failure);
        }
        promoteWaiting();
        return commitIfDue();
    }

    private void adoptModel() throws IOException {
        PublishedModel next = pendingModel.getAndSet(null);
        if (next == null) {
            return;
        }
        locked(() -> {
            // Also if that fails: what it could not make is then made by the repair.
            health.modelIsAdopted();
            shards.adopt(Schema.all(next));
            commits.note();
            beginComparison();
            health.check();
        });
    }

    /** From the beginning, because what has just been added has not been compared with any partition yet. */
    private void beginComparison() {
        if (!health.isSynchronized()) {
            // Before the follower has a position, a comparison would miss what changes after it.
            comparison = comparison == null ? null : IndexReconciliation.complete(redis, shards);
        } else {
            comparison = shards.hasUpcoming() ? IndexReconciliation.ofUpcoming(redis, shards) : null;
        }
    }

    private boolean compareSome() throws IOException {
        lock.lock();
        try {
            IndexReconciliation current = comparison;
            if (current == null) {
                return false;
            }
            current.step(changes);
            shards.refresh();
            commits.note();
            if (current.isDone()) {
                complete(current);
            }
            return true;
        } catch (CompletionException e) {
            throw unavailableOr(e);
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException unavailableOr(CompletionException e) {
        return e.getCause() instanceof RedisUnavailableException unavailable ? unavailable : e;
    }

    private void complete(IndexReconciliation done) throws IOException {
        shards.promote();
        comparison = null;
        health.isSynchronized(health.isSynchronized() || done.isComplete());
        health.recovers();
        health.check();
        commits.hurry();
        LOG.info("The list index agrees with Redis: {} documents", shards.size());
    }

    private void promoteWaiting() throws IOException {
        locked(() -> {
            if (health.isSynchronized() && shards.promoteWaiting()) {
                commits.hurry();
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
            if (health.fails(e)) {
                LOG.error("The list index takes no changes any more, and is built again", e);
            }
            comparison = null;
        });
        upkeep.wake();
    }

    @Override
    public boolean isRepaired() {
        return health.failure() == null;
    }

    @Override
    public void repair() throws IOException {
        locked(() -> {
            shards.buildAgain();
            comparison = IndexReconciliation.complete(redis, shards);
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

    /** Makes durable what there is, as far as that is possible. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (upkeep.stop() && health.failure() == null) {
                commit();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list index cannot be made durable: {}", e.toString());
        }
        shards.close();
        merges.close();
        try {
            data.close();
        } catch (IOException e) {
            LOG.warn("The data directory cannot be closed: {}", e.toString());
        }
    }
}

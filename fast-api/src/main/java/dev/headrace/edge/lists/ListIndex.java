package dev.headrace.edge.lists;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.redis.IndexRecords;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.model.PublishedModel;
import java.io.IOException;
import java.util.Collection;
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
final class ListIndex implements ChangeSubscriber, Upkeep.Task, AutoCloseable {

    /** Something that is done under the lock. */
    @FunctionalInterface
    private interface Action<E extends Exception> {
        void run() throws E;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ListIndex.class);
    private static final long MIN_REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final IndexRecords redis;
    private final DataDirectory data;
    private final Merges merges = new Merges();
    private final Shards shards;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition refreshDue = lock.newCondition();
    private final AtomicReference<@Nullable PublishedModel> pendingModel = new AtomicReference<>();
    private final ChangeWriter writer;
    private final IndexQueries queries;
    private final Upkeep upkeep;
    private @Nullable Position restored;

    // Guarded by the lock; those that are volatile are read without it.
    private volatile @Nullable Comparison comparison;
    private @Nullable Position position;
    private long changes;
    private volatile boolean dirty;
    private long committedAt = System.nanoTime();
    private long measuredAt = System.nanoTime() - MEASURE_NANOS;
    private long refreshedAt = System.nanoTime() - MIN_REFRESH_NANOS;
    private volatile boolean isSynchronized;
    private boolean isFollowed;
    private boolean hasModel;
    private volatile boolean wasComplete;
    private volatile @Nullable String failure;
    private volatile boolean knowsModel;
    private boolean closed;

    /** @throws IllegalArgumentException if the data directory cannot be used */
    ListIndex(IndexRecords redis, ListSettings settings) {
        this.redis = redis;
        this.data = DataDirectory.open(settings.dataDirectory());
        this.shards = new Shards(data, merges);
        this.writer = new ChangeWriter(redis, shards);
        this.queries = new IndexQueries(shards, this::failed);
        this.upkeep = new Upkeep(this);
        try {
            Manifest manifest = Manifest.read(data.path());
            shards.restore(manifest);
            restored = manifest.position();
            position = restored;
            isSynchronized = restored != null;
        } catch (IOException e) {
            throw new IllegalArgumentException("HEADRACE_EDGE_DATA_DIR cannot be read: " + e, e);
        }
    }

    void start() {
        upkeep.start();
    }

    /** Has the index follow a model. It does not wait for the lock, since Redis' answers come on the calling thread. */
    void adopt(PublishedModel next) {
        knowsModel = true;
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
        return isSynchronized;
    }

    /** Whether there are documents that could not be listed yet since this edge started. */
    boolean isBeingBuilt() {
        return knowsModel && !wasComplete;
    }

    /** Why the index takes no changes; null if it does. */
    @Nullable
    String failure() {
        return failure;
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
            dirty = true;
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
            isSynchronized = false;
            comparison = Comparison.complete(redis, shards);
        });
        upkeep.wake();
    }

    @Override
    public void reached(Position reached) {
        locked(() -> {
            dirty |= !reached.equals(position);
            position = reached;
            isFollowed = true;
            checkCompleteness();
        });
    }

    @Override
    public boolean step() throws IOException {
        measureIfDue();
        adoptModel();
        if (comparison != null) {
            return compareSome();
        }
        if (failure != null) {
            throw new IOException(failure);
        }
        promoteWaiting();
        return commitIfDue();
    }

    private void measureIfDue() {
        if (System.nanoTime() - measuredAt >= MEASURE_NANOS) {
            data.measure();
            measuredAt = System.nanoTime();
        }
    }

    private void adoptModel() throws IOException {
        PublishedModel next = pendingModel.getAndSet(null);
        if (next == null) {
            return;
        }
        locked(() -> {
            // Also if that fails: what it could not make is then made by the repair.
            hasModel = true;
            shards.adopt(Schema.all(next));
            dirty = true;
            beginComparison();
            checkCompleteness();
        });
    }

    private void checkCompleteness() {
        wasComplete |= isFollowed && hasModel && isSynchronized && shards.isComplete();
    }

    /** From the beginning, because what has just been added has not been compared with any partition yet. */
    private void beginComparison() {
        if (!isSynchronized) {
            // Before the follower has a position, a comparison would miss what changes after it.
            comparison = comparison == null ? null : Comparison.complete(redis, shards);
        } else {
            comparison = shards.hasUpcoming() ? Comparison.ofUpcoming(redis, shards) : null;
        }
    }

    private boolean compareSome() throws IOException {
        lock.lock();
        try {
            Comparison current = comparison;
            if (current == null) {
                return false;
            }
            current.step(changes);
            shards.refresh();
            dirty = true;
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

    private void complete(Comparison done) throws IOException {
        shards.promote();
        comparison = null;
        isSynchronized |= done.isComplete();
        failure = null;
        checkCompleteness();
        committedAt = System.nanoTime() - COMMIT_NANOS;
        LOG.info("The list index agrees with Redis: {} documents", shards.size());
    }

    private void promoteWaiting() throws IOException {
        locked(() -> {
            if (isSynchronized && shards.promoteWaiting()) {
                committedAt = System.nanoTime() - COMMIT_NANOS;
                dirty = true;
            }
        });
    }

    private boolean commitIfDue() throws IOException {
        if (!dirty || System.nanoTime() - committedAt < COMMIT_NANOS) {
            return false;
        }
        commit();
        return true;
    }

    /** Writing to disk takes its time, so it is done without the lock; only this thread replaces indexes. */
    private void commit() throws IOException {
        Position reached;
        Collection<Shard> durable;
        lock.lock();
        try {
            reached = isSynchronized ? position : null;
            durable = shards.durable();
            dirty = false;
        } finally {
            lock.unlock();
        }
        shards.commit(durable, reached);
        committedAt = System.nanoTime();
    }

    @Override
    public void failed(Throwable e) {
        locked(() -> {
            if (failure == null) {
                LOG.error("The list index takes no changes any more, and is built again", e);
            }
            failure = e.toString();
            isSynchronized = false;
            comparison = null;
        });
        upkeep.wake();
    }

    @Override
    public boolean isRepaired() {
        return failure == null;
    }

    @Override
    public void repair() throws IOException {
        locked(() -> {
            shards.buildAgain();
            comparison = Comparison.complete(redis, shards);
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
            if (upkeep.stop() && failure == null) {
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

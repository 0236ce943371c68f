package dev.headrace.edge.index;

import dev.headrace.edge.redis.RedisUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index maintenance thread; retries repairs with backoff. */
final class IndexMaintenance {

    /** The work to do. All methods are called on the maintenance thread. */
    interface Task {

        /** Does a part of the work; returns whether there was any. */
        boolean step() throws IOException;

        /** Records a failure. */
        void failed(Throwable failure);

        /** Prepares another attempt after a failure. */
        void repair() throws IOException;

        /** Whether the last failure has been repaired. */
        boolean isRepaired();
    }

    private static final Logger LOG = LoggerFactory.getLogger(IndexMaintenance.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 200;
    private static final long FIRST_DELAY_MILLIS = 500;
    private static final long MAX_DELAY_MILLIS = 30_000;

    private final Task task;
    private final Thread thread;
    private final Semaphore wakeUps = new Semaphore(0);
    private long delayMillis = FIRST_DELAY_MILLIS;
    private volatile boolean stopping;

    IndexMaintenance(Task task) {
        this.task = task;
        this.thread = Thread.ofPlatform().name("list-index").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Wakes the thread because there is work. */
    void wake() {
        wakeUps.release();
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    step();
                } catch (InterruptedException e) {
                    throw e;
                } catch (RedisUnavailableException e) {
                    LOG.debug("Redis is unavailable; the list index cannot be reconciled", e);
                    Thread.sleep(PAUSE_MILLIS);
                } catch (Throwable e) {
                    task.failed(e);
                    repairLater();
                }
            }
        } catch (InterruptedException e) {
            // never interrupted
        }
    }

    private void step() throws IOException, InterruptedException {
        if (!task.step()) {
            var _ = wakeUps.tryAcquire(1, TimeUnit.SECONDS);
            wakeUps.drainPermits();
        }
        if (task.isRepaired()) {
            delayMillis = FIRST_DELAY_MILLIS;
        }
    }

    private void repairLater() throws InterruptedException {
        Thread.sleep(delayMillis);
        delayMillis = Math.min(MAX_DELAY_MILLIS, 2 * delayMillis);
        try {
            task.repair();
        } catch (Throwable e) {
            // Errors included: this thread must survive.
            LOG.warn("The list index cannot be rebuilt: {}", e.toString());
        }
    }

    /** Does not interrupt the thread, because that would close files it is writing; returns whether it has terminated. */
    boolean stop() throws InterruptedException {
        stopping = true;
        wake();
        return !thread.isAlive() || thread.join(STOP_TIMEOUT);
    }
}

package dev.headrace.edge.index;

import dev.headrace.edge.redis.RedisUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks after the indexes, and has them repaired at growing intervals as long as that fails. */
final class IndexMaintenance {

    /** What is to be done. All methods run on the thread. */
    interface Task {

        /** Does a part of the work; answers whether there was any. */
        boolean step() throws IOException;

        /** Takes note of a failure. */
        void failed(Throwable failure);

        /** Makes another attempt possible after a failure. */
        void repair() throws IOException;

        /** Whether the last failure is over. */
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

    /** There is something to do. */
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
                    LOG.debug("The list index cannot be compared with Redis now", e);
                    Thread.sleep(PAUSE_MILLIS);
                } catch (Throwable e) {
                    task.failed(e);
                    repairLater();
                }
            }
        } catch (InterruptedException e) {
            // nobody interrupts this thread
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
            // Errors included: nothing else would repair the index.
            LOG.warn("The list index cannot be built again: {}", e.toString());
        }
    }

    /** Does not interrupt the thread, since Java would close the files that it writes; answers whether it has ended. */
    boolean stop() throws InterruptedException {
        stopping = true;
        wake();
        return !thread.isAlive() || thread.join(STOP_TIMEOUT);
    }
}

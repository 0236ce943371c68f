package dev.headrace.admin.projection;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work in a thread of its own until it is ended. It is woken by marks that this core sets; marks of other cores, and
 * what failed before, it finds at the poll interval.
 */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration MAX_END = Duration.ofSeconds(10);

    private final BooleanSupplier work;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private boolean failing;

    /** @param work does a bounded amount of work, and says whether there was any */
    Loop(String name, BooleanSupplier work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wake.release();
    }

    /** Ends it after the work that is under way. */
    void end() {
        running = false;
        wake.release();
    }

    void join() {
        try {
            thread.join(MAX_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                rest(workOnce());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to rest then. */
    private Duration workOnce() {
        try {
            boolean worked = work.getAsBoolean();
            failing = false;
            return worked ? Duration.ZERO : POLL_INTERVAL;
        } catch (RuntimeException e) {
            // The database or Redis is unavailable: everything stays marked, and is tried again.
            if (!failing) {
                log.warn("Documents wait: {}", e.toString());
            }
            failing = true;
        } catch (Throwable e) {
            // Nothing else would go on in place of this thread.
            log.error("Documents wait", e);
        }
        return PAUSE_AFTER_FAILURE;
    }

    private void rest(Duration atMost) throws InterruptedException {
        if (wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}

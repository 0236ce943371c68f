package dev.headrace.admin.projection;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work repeatedly in its own thread until stopped. Marks set by this core wake it up; marks of other cores, and
 * retries, are found by polling.
 */
final class ProjectionLoop {

    private static final Logger log = LoggerFactory.getLogger(ProjectionLoop.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final BooleanSupplier work;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private boolean failing;

    /** @param work does a bounded amount of work and returns whether there was any */
    ProjectionLoop(String name, BooleanSupplier work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wake.release();
    }

    /** Stops after the current iteration. */
    void stop() {
        running = false;
        wake.release();
    }

    void join() {
        try {
            thread.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                pause(workOnce());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next iteration. */
    private Duration workOnce() {
        try {
            boolean worked = work.getAsBoolean();
            failing = false;
            return worked ? Duration.ZERO : POLL_INTERVAL;
        } catch (RuntimeException e) {
            // The database or Redis is unavailable: everything stays marked and is retried.
            if (!failing) {
                log.warn("Projection paused: {}", e.toString());
            }
            failing = true;
        } catch (Throwable e) {
            // The thread must survive any error: nothing restarts it.
            log.error("Projection failed", e);
        }
        return PAUSE_AFTER_FAILURE;
    }

    private void pause(Duration timeout) throws InterruptedException {
        if (wake.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}

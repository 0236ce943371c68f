package dev.headrace.admin.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work repeatedly in its own thread until stopped. It continues after any failure: the database or Redis may be
 * unavailable, and nothing would restart the thread.
 */
public final class BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Duration pollInterval;
    private final BooleanSupplier work;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private boolean failing;

    /**
     * @param pollInterval pause when there was nothing to do
     * @param work does a bounded amount of work and returns whether there was any
     */
    public BackgroundLoop(String name, Duration pollInterval, BooleanSupplier work) {
        this.pollInterval = pollInterval;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Ends a pause. */
    public void wake() {
        wake.release();
    }

    /** Stops after the current iteration. */
    public void stop() {
        running = false;
        wake.release();
    }

    /** Waits until it has stopped, for at most ten seconds. */
    public void join() {
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
            return worked ? Duration.ZERO : pollInterval;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("{} paused: {}", thread.getName(), e.toString());
            }
            failing = true;
        } catch (Throwable e) {
            log.error("{} failed", thread.getName(), e);
        }
        return PAUSE_AFTER_FAILURE;
    }

    private void pause(Duration timeout) throws InterruptedException {
        if (wake.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}

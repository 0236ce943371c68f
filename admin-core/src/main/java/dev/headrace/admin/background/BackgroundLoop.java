package dev.headrace.admin.background;

import dev.headrace.admin.database.DatabaseFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work repeatedly in its own thread until stopped. It continues after any failure: the database or Redis may be
 * unavailable, and nothing would restart the thread. These failures are logged once; others with their traces, at most once
 * a minute.
 */
public final class BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Duration pollInterval;
    private final BooleanSupplier work;
    private final Predicate<Throwable> unavailable;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable String problem;
    private boolean paused;
    private long loggedAt;

    /**
     * @param pollInterval pause when there was nothing to do
     * @param work does a bounded amount of work and returns whether there was any
     */
    public BackgroundLoop(String name, Duration pollInterval, BooleanSupplier work) {
        this(name, pollInterval, work, _ -> false);
    }

    /**
     * Creates a loop that uses not only the database.
     *
     * @param unavailable whether a failure means that another service is unavailable
     */
    public BackgroundLoop(String name, Duration pollInterval, BooleanSupplier work, Predicate<Throwable> unavailable) {
        this.pollInterval = pollInterval;
        this.work = work;
        this.unavailable = unavailable;
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

    /** Why it fails, other than because a service is unavailable; empty if the last iteration succeeded. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns how long to wait before the next iteration. */
    private Duration workOnce() {
        try {
            boolean worked = work.getAsBoolean();
            paused = false;
            problem = null;
            return worked ? Duration.ZERO : pollInterval;
        } catch (Throwable e) {
            if (isUnavailable(e)) {
                logPause(e);
            } else {
                logProblem(e);
            }
        }
        return PAUSE_AFTER_FAILURE;
    }

    private boolean isUnavailable(Throwable failure) {
        return unavailable.test(failure) || DatabaseFailure.of(failure).isTransient();
    }

    private void logPause(Throwable failure) {
        problem = null;
        if (!paused) {
            log.warn("{} paused: {}", thread.getName(), failure.toString());
        }
        paused = true;
    }

    private void logProblem(Throwable failure) {
        long now = System.nanoTime();
        if (loggedAt == 0 || now - loggedAt >= LOG_INTERVAL.toNanos()) {
            log.error("{} failed and continues", thread.getName(), failure);
            loggedAt = now;
        }
        problem = thread.getName() + " fails: " + failure;
    }

    private void pause(Duration timeout) throws InterruptedException {
        if (wake.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}

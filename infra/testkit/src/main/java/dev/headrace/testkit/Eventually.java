package dev.headrace.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits until a condition holds, up to a deadline. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /** What is waited for; false and any exception mean "not yet". */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Assertions that are waited for; an {@link AssertionError} and any exception mean "not yet". */
    @FunctionalInterface
    public interface Assertions {
        void check() throws Exception;
    }

    /** Waits up to 15 seconds. */
    public static void holds(String what, Condition condition) {
        holds(what, PATIENCE, condition);
    }

    /**
     * Returns once the condition holds.
     *
     * @param what a sentence that the condition makes true
     * @throws AssertionError if it does not in time
     */
    public static void holds(String what, Duration patience, Condition condition) {
        passes(what, patience, () -> {
            if (!condition.holds()) {
                throw new AssertionError("it does not");
            }
        });
    }

    /** Waits up to 15 seconds. */
    public static void passes(String what, Assertions assertions) {
        passes(what, PATIENCE, assertions);
    }

    /**
     * Returns once the assertions pass.
     *
     * @param what a sentence that the assertions make true
     * @throws AssertionError if they do not in time, caused by the last failure
     */
    public static void passes(String what, Duration patience, Assertions assertions) {
        long deadline = System.nanoTime() + patience.toNanos();
        Throwable failure = attempt(assertions);
        while (failure != null) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new AssertionError(
                        "Not within " + patience.toMillis() + " ms: " + what + " (" + failure.getMessage() + ")",
                        failure);
            }
            LockSupport.parkNanos(POLL.toNanos());
            failure = attempt(assertions);
        }
    }

    private static @Nullable Throwable attempt(Assertions assertions) {
        try {
            assertions.check();
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        }
    }
}

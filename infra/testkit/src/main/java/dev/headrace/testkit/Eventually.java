package dev.headrace.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits until a condition holds, up to a timeout. */
public final class Eventually {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /** A condition; false or any exception means "not yet". */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Assertions; an {@link AssertionError} or any exception means "not yet". */
    @FunctionalInterface
    public interface Assertions {
        void check() throws Exception;
    }

    /** Waits up to 15 seconds. */
    public static void holds(String what, Condition condition) {
        holds(what, TIMEOUT, condition);
    }

    /**
     * Returns once the condition holds.
     *
     * @param what the condition as a sentence, for the error message
     * @throws AssertionError if it does not hold in time
     */
    public static void holds(String what, Duration timeout, Condition condition) {
        passes(what, timeout, () -> {
            if (!condition.holds()) {
                throw new AssertionError("condition is false");
            }
        });
    }

    /** Waits up to 15 seconds. */
    public static void passes(String what, Assertions assertions) {
        passes(what, TIMEOUT, assertions);
    }

    /**
     * Returns once the assertions pass.
     *
     * @param what the assertions as a sentence, for the error message
     * @throws AssertionError if they do not pass in time, caused by the last failure
     */
    public static void passes(String what, Duration timeout, Assertions assertions) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Throwable failure = attempt(assertions);
        while (failure != null) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new AssertionError(
                        "Not within " + timeout.toMillis() + " ms: " + what + " (" + failure.getMessage() + ")",
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

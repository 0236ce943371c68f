package dev.headrace.local.core;

import dev.headrace.services.ServiceException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job of the core that this process waits for. */
public final class CoreJob {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    private final CoreClient core;
    private final String id;

    public CoreJob(CoreClient core, String id) {
        this.core = core;
        this.id = id;
    }

    /**
     * The state of a job, as reported by the core.
     *
     * @param total number of items; null while unknown
     * @param moreFailures number of failures that are not listed
     * @param error reason if the job failed
     */
    public record State(String state, long done, @Nullable Long total, @Nullable List<Failure> failures,
            long moreFailures, @Nullable String error) {

        boolean ended() {
            return List.of("succeeded", "failed", "cancelled").contains(state);
        }

        /** The number of failed items. */
        public long failed() {
            return (failures == null ? 0 : failures.size()) + moreFailures;
        }

        /** One line for each listed failure. */
        public List<String> failureLines() {
            return failures == null ? List.of() : failures.stream().map(Failure::line).toList();
        }

        /** @throws ServiceException if the job did not succeed */
        public void requireSuccess(String what) {
            switch (state) {
                case "failed" -> throw new ServiceException(what + " failed: " + error);
                case "cancelled" -> throw new ServiceException(what + " was cancelled.");
                default -> {
                    // succeeded
                }
            }
        }
    }

    /** An item that could not be processed. */
    public record Failure(String item, String message) {

        String line() {
            return item + ": " + message;
        }
    }

    /**
     * Waits until the job has ended; cancels it if this process is stopped.
     *
     * @throws ServiceException if the core is unavailable for a minute
     */
    public State await(Progress progress) {
        try (StopHook _ = new StopHook(this::cancel)) {
            return poll(progress);
        } catch (ServiceException e) {
            cancelIfInterrupted();
            throw e;
        } finally {
            progress.end();
        }
    }

    private State poll(Progress progress) {
        Duration pause = FIRST_PAUSE;
        State state = state();
        show(state, progress);
        while (!state.ended()) {
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            state = state();
            show(state, progress);
        }
        return state;
    }

    private static void show(State state, Progress progress) {
        if (state.total != null) {
            progress.at(state.done, state.total);
        }
    }

    private State state() {
        return core.retry(() -> LocalCore.JSON.readValue(core.get("/api/jobs/" + id), State.class));
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting for the core.", e);
        }
    }

    /** An interrupt ends a pause, or a call that is waiting for its response. */
    private void cancelIfInterrupted() {
        if (Thread.interrupted()) {
            cancel();
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        core.delete("/api/jobs/" + id);
    }
}

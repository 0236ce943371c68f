package dev.headrace.local.core;

/** Runs an action if this process is stopped before the hook is closed. */
public final class StopHook implements AutoCloseable {

    private final Thread thread;

    public StopHook(Runnable action) {
        this.thread = Thread.ofPlatform().name("stop").unstarted(() -> {
            try {
                action.run();
            } catch (RuntimeException _) {
                // the process is exiting, and nobody waits for the result
            }
        });
        Runtime.getRuntime().addShutdownHook(thread);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException _) {
            // the process is stopping, so the action runs
        }
    }
}

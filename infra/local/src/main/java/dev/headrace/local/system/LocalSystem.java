package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The servers of a system: started in stages, concurrently within a stage; stopped one by one in reverse order. */
final class LocalSystem {

    private final List<List<Server>> stages;
    private volatile boolean stopping;

    /** @param stages each depends on the ones before it */
    LocalSystem(List<List<Server>> stages) {
        this.stages = stages;
    }

    /** Listens for started servers, on the thread that started each. */
    interface Starts {
        void done(String server, Duration took);
    }

    /** Listens for stopped servers. */
    interface Stops {
        /** @param stopped false if it had to be killed */
        void done(String server, boolean stopped, Duration took);
    }

    List<Server> servers() {
        return stages.stream().flatMap(List::stream).toList();
    }

    boolean isStopping() {
        return stopping;
    }

    /** @throws ServiceException if a server fails to start, or the system is stopped meanwhile */
    void start(Starts listener) {
        for (List<Server> stage : stages) {
            startConcurrently(stage, listener);
        }
    }

    private void startConcurrently(List<Server> stage, Starts listener) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            CompletionService<@Nullable Void> starts = new ExecutorCompletionService<>(threads);
            for (Server server : stage) {
                var _ = starts.submit(() -> {
                    long begin = System.nanoTime();
                    start(server);
                    listener.done(server.name(), Duration.ofNanos(System.nanoTime() - begin));
                }, null);
            }
            awaitAll(starts, stage);
        }
    }

    /** Ends as soon as one of them has failed. */
    private static void awaitAll(CompletionService<?> starts, List<Server> stage) {
        try {
            for (int i = 0; i < stage.size(); i++) {
                await(starts);
            }
        } catch (ServiceException e) {
            // Others may never become ready, such as an edge that waits for the core.
            stage.forEach(Server::stop);
            throw e;
        }
    }

    private static void await(CompletionService<?> starts) {
        try {
            starts.take().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ServiceException expected
                    ? expected
                    : new ServiceException("Cannot start a server: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while starting servers.", e);
        }
    }

    /** Starts or restarts a server. */
    void start(Server server) {
        synchronized (server) {
            if (stopping) {
                throw new ServiceException("Not starting " + server.name() + ": the system is stopping.");
            }
            server.start();
        }
    }

    /** Stops all servers in order, including those that are still starting. */
    void stop(Stops listener) {
        stopping = true;
        for (Server server : servers().reversed()) {
            long begin = System.nanoTime();
            // The first call aborts a start in progress, which holds the lock; the second stops what that start left.
            boolean stopped = server.stop();
            synchronized (server) {
                stopped &= server.stop();
            }
            listener.done(server.name(), stopped, Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}

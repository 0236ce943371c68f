package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The servers of a system: started in stages, those of one stage at once; stopped one by one, the last first. */
final class LocalSystem {

    private final List<List<Server>> stages;
    private volatile boolean stopping;

    /** @param stages each needs the ones before it */
    LocalSystem(List<List<Server>> stages) {
        this.stages = stages;
    }

    /** Is told of each server that was started, on the thread that did it. */
    interface Starts {
        void done(String server, Duration took);
    }

    /** Is told of each server that was stopped. */
    interface Stops {
        /** @param heeded false if it had to be killed */
        void done(String server, boolean heeded, Duration took);
    }

    List<Server> servers() {
        return stages.stream().flatMap(List::stream).toList();
    }

    boolean isStopping() {
        return stopping;
    }

    /** @throws ServiceException if one of the servers does not start, or the system is stopped meanwhile */
    void start(Starts listener) {
        for (List<Server> stage : stages) {
            startAtOnce(stage, listener);
        }
    }

    private void startAtOnce(List<Server> stage, Starts listener) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> starts = new ArrayList<>();
            for (Server server : stage) {
                starts.add(threads.submit(() -> {
                    long begin = System.nanoTime();
                    start(server);
                    listener.done(server.name(), Duration.ofNanos(System.nanoTime() - begin));
                }));
            }
            awaitAll(starts, stage);
        }
    }

    private static void awaitAll(List<Future<?>> starts, List<Server> stage) {
        try {
            starts.forEach(LocalSystem::await);
        } catch (ServiceException e) {
            // Such as an edge that is ready only once the core runs.
            stage.forEach(Server::stop);
            throw e;
        }
    }

    private static void await(Future<?> start) {
        try {
            start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ServiceException expected
                    ? expected
                    : new ServiceException("A server does not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while servers start.", e);
        }
    }

    /** Starts one of the servers, again if it ended. */
    void start(Server server) {
        synchronized (server) {
            if (stopping) {
                throw new ServiceException(server.name() + " is not started: the system is being stopped.");
            }
            server.start();
        }
    }

    /** Stops all servers in order, also those that are just being started. */
    void stop(Stops listener) {
        stopping = true;
        for (Server server : servers().reversed()) {
            long begin = System.nanoTime();
            // This ends a start that is under way, and once that is over, nothing is left that could run on.
            boolean heeded = server.stop();
            synchronized (server) {
                heeded &= server.stop();
            }
            listener.done(server.name(), heeded, Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}

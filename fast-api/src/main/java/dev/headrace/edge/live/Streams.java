package dev.headrace.edge.live;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open change streams, by I/O thread: each thread gets one task for all of its streams. */
final class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final long RETRY_SECONDS = 5;

    private final int max;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Executor, Group> groups = new ConcurrentHashMap<>();
    private volatile boolean draining;

    Streams(int max) {
        this.max = max;
    }

    /** The streams of an I/O thread; the set is used only there. */
    private record Group(Set<EventStream> streams, AtomicBoolean isWoken) {}

    /**
     * Counts a stream, which must be removed later.
     *
     * @throws ProblemException 503 if too many are open
     */
    void admit() {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            throw new ProblemException(Problem.retryLater(503, "Too many change streams are open.", RETRY_SECONDS));
        }
    }

    /** To be called on the stream's thread. */
    void add(Executor thread, EventStream stream) {
        groups.computeIfAbsent(thread, _ -> new Group(new HashSet<>(), new AtomicBoolean())).streams.add(stream);
        if (draining) {
            stream.end();
        }
    }

    /** To be called on the stream's thread, once for each admission. */
    void remove(Executor thread, EventStream stream) {
        open.decrementAndGet();
        Group group = groups.get(thread);
        if (group != null) {
            group.streams.remove(stream);
        }
    }

    int open() {
        return open.get();
    }

    /** There are new changes. */
    void wake() {
        groups.forEach((thread, group) -> {
            if (group.isWoken.compareAndSet(false, true)) {
                try {
                    thread.execute(() -> {
                        group.isWoken.set(false);
                        each(group, EventStream::advance);
                    });
                } catch (RuntimeException | Error e) {
                    group.isWoken.set(false);
                    throw e;
                }
            }
        });
    }

    /** Never fails: a timer would not call it again. */
    void beat() {
        groups.forEach((thread, group) -> {
            try {
                thread.execute(() -> each(group, EventStream::beat));
            } catch (RuntimeException | Error e) {
                LOG.error("A heartbeat of change streams was left out", e);
            }
        });
    }

    /** Ends all streams, present and future. */
    void drain() {
        draining = true;
        groups.forEach((thread, group) -> thread.execute(() -> each(group, EventStream::end)));
    }

    private static void each(Group group, Consumer<EventStream> action) {
        // A stream that ends removes itself.
        for (EventStream stream : List.copyOf(group.streams)) {
            try {
                action.accept(stream);
            } catch (RuntimeException | Error e) {
                stream.fail(e);
            }
        }
    }
}

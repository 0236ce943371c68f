package dev.headrace.edge.interact;

import dev.headrace.edge.interact.ScriptAnswer.Full;
import dev.headrace.edge.interact.ScriptAnswer.Gone;
import dev.headrace.edge.interact.ScriptAnswer.Replayed;
import dev.headrace.edge.interact.ScriptAnswer.Taken;
import dev.headrace.edge.queue.OutboxEntry;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.read.Counts;
import dev.headrace.edge.read.Tallies;
import dev.headrace.edge.read.Tally;
import dev.headrace.edge.redis.Store;
import dev.headrace.model.EventId;
import dev.headrace.model.Interaction.ViewsCounted;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Partition;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Target;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Accepts views: those of one document within a moment become one event, and all who sent them get its answer. */
public final class Views implements AutoCloseable {

    private static final int MOST_TARGETS = 50_000;

    /** The views of one document that came since the last time that views were written. */
    private static final class Window {
        private final Interactions interactions;
        private final CompletableFuture<Accepted> accepted = new CompletableFuture<>();
        private long count;

        Window(Interactions interactions) {
            this.interactions = interactions;
        }
    }

    private final Store store;
    private final Shipper shipper;
    private final Tallies tallies;
    private final InteractionSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private Map<Target, Window> open = new HashMap<>();

    public Views(Store store, Shipper shipper, Tallies tallies, InteractionSettings settings, Clock clock) {
        this.store = store;
        this.shipper = shipper;
        this.tallies = tallies;
        this.settings = settings;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("views").daemon().factory());
    }

    CompletableFuture<Accepted> count(Target target, Interactions interactions) {
        synchronized (timer) {
            if (open.size() >= MOST_TARGETS) {
                throw Refusals.full();
            }
            if (open.isEmpty()) {
                var _ = timer.schedule(this::writeAll, settings.viewWindow().toNanos(), TimeUnit.NANOSECONDS);
            }
            Window window = open.computeIfAbsent(target, _ -> new Window(interactions));
            window.count++;
            return window.accepted;
        }
    }

    private void writeAll() {
        Map<Target, Window> closed;
        synchronized (timer) {
            closed = open;
            open = new HashMap<>();
        }
        store.together(() -> closed.forEach(this::write));
    }

    private void write(Target target, Window window) {
        Partition partition = target.partition();
        EventId id = EventId.fresh(clock.millis(), partition);
        String event = InteractionCodec.write(new ViewsCounted(id, target, window.count));
        var _ = store.run(RedisScript.ACCEPT_VIEWS, keys(target, id),
                List.of(id.toString(), event, Long.toString(window.count),
                        Long.toString(settings.keylessReceiptAge().toMillis()),
                        Integer.toString(settings.outboxLimit())))
                .thenCompose(answer -> switch (ScriptAnswer.parse(answer)) {
                    case Taken taken -> {
                        tallies.forget(target);
                        yield shipper.ship(OutboxEntry.of(partition, taken.entry(), taken.clock(), event))
                                .thenApply(durability -> new Accepted(id, Map.of(),
                                        Tally.json(window.interactions, new Counts(taken.tallies())), durability));
                    }
                    case Gone _ -> throw Refusals.gone();
                    case Full _ -> throw Refusals.full();
                    case Replayed _ -> throw new IllegalStateException("an event of views is always new");
                }).whenComplete((accepted, failure) -> {
                    if (failure == null) {
                        window.accepted.complete(accepted);
                    } else {
                        window.accepted.completeExceptionally(failure);
                    }
                });
    }

    private static List<String> keys(Target target, EventId id) {
        Partition partition = target.partition();
        return List.of(RedisKeys.document(target, PublishedModel.FULL, PublishedModel.DEFAULT_LOCALE),
                RedisKeys.outbox(partition), RedisKeys.clock(partition), RedisKeys.tally(target),
                RedisKeys.pending(target), RedisKeys.receipt(id));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

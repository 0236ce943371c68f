package dev.headrace.edge.interact;

import dev.headrace.edge.auth.Principal;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.interact.ScriptAnswer.Full;
import dev.headrace.edge.interact.ScriptAnswer.Gone;
import dev.headrace.edge.interact.ScriptAnswer.Replayed;
import dev.headrace.edge.interact.ScriptAnswer.Taken;
import dev.headrace.edge.queue.Durability;
import dev.headrace.edge.queue.OutboxEntry;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.queue.Sweeper;
import dev.headrace.edge.read.Counts;
import dev.headrace.edge.read.Tallies;
import dev.headrace.edge.read.Tally;
import dev.headrace.edge.redis.Store;
import dev.headrace.model.EventId;
import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Metric;
import dev.headrace.model.Partition;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Accepts that users set and take back reactions. */
public final class Reactions {

    /** What a user wants. */
    record Change(Target target, String kind, boolean on, Optional<IdempotencyKey> key) {

        /** What a key must not be used for twice with different meanings. */
        private String route() {
            return "reactions/" + target + "/" + kind;
        }

        /** What a retry with the same key must ask for as well; a flag says all, because there is no body. */
        private String asked() {
            return key.isEmpty() ? "-" : flag();
        }

        private String flag() {
            return on ? "1" : "0";
        }
    }

    private final Store store;
    private final Shipper shipper;
    private final Tallies tallies;
    private final InteractionSettings settings;
    private final Clock clock;

    public Reactions(Store store, Shipper shipper, Tallies tallies, InteractionSettings settings, Clock clock) {
        this.store = store;
        this.shipper = shipper;
        this.tallies = tallies;
        this.settings = settings;
        this.clock = clock;
    }

    CompletableFuture<Accepted> accept(Principal user, Change change, Interactions interactions) {
        Partition partition = change.target.partition();
        EventId id = change.key
                .map(key -> EventId.derived(user.subject(), change.route(), key.text(), partition))
                .orElseGet(() -> EventId.fresh(clock.millis(), partition));
        String event = InteractionCodec
                .write(new ReactionChanged(id, change.target, user.subject(), change.kind, change.on));
        return store.run(RedisScript.ACCEPT_REACTION, keys(change, id),
                List.of(id.toString(), event, user.subject(), Metric.reaction(change.kind), change.flag(),
                        change.asked(), Long.toString(receiptAge(change).toMillis()),
                        Integer.toString(settings.outboxLimit())))
                .thenCompose(answer -> switch (ScriptAnswer.parse(answer)) {
                    case Taken taken -> {
                        tallies.forget(change.target);
                        yield shipper.ship(OutboxEntry.of(partition, taken.entry(), taken.clock(), event))
                                .thenApply(durability -> accepted(id, change, change.on, interactions, taken.tallies(),
                                        durability));
                    }
                    case Replayed replayed ->
                        CompletableFuture.completedFuture(replay(id, change, interactions, replayed));
                    case Gone _ -> throw Refusals.gone();
                    case Full _ -> throw Refusals.full();
                });
    }

    private Duration receiptAge(Change change) {
        return change.key.isPresent() ? settings.receiptAge() : settings.keylessReceiptAge();
    }

    private static List<String> keys(Change change, EventId id) {
        Target target = change.target;
        Partition partition = target.partition();
        return List.of(RedisKeys.document(target, PublishedModel.FULL, PublishedModel.DEFAULT_LOCALE),
                RedisKeys.outbox(partition), RedisKeys.clock(partition), RedisKeys.reaction(target, change.kind),
                RedisKeys.tally(target), RedisKeys.pending(target), RedisKeys.receipt(id));
    }

    private Accepted replay(EventId id, Change change, Interactions interactions, Replayed replayed) {
        if (!replayed.receipt().asked().equals(change.asked())) {
            throw new ProblemException(new Problem(422, "The idempotency key was used for another request."));
        }
        if (replayed.waiting() && shipper.isAvailable() && replayed.ageMillis() < Sweeper.GRACE.toMillis()) {
            throw new ProblemException(
                    Problem.retryLater(409, "The request with this idempotency key is under way.", 1));
        }
        return accepted(id, change, replayed.receipt().outcome().equals("1"), interactions, replayed.tallies(),
                replayed.waiting() ? Durability.REDIS : Durability.QUEUE);
    }

    private static Accepted accepted(EventId id, Change change, boolean stands, Interactions interactions,
            Map<String, String> hash, Durability durability) {
        return new Accepted(id, Map.of(change.kind, stands), Tally.json(interactions, new Counts(hash)), durability);
    }
}

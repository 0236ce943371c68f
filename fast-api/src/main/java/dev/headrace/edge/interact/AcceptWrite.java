package dev.headrace.edge.interact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.queue.Durability;
import dev.headrace.edge.queue.OutboxEntry;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.redis.Contents;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.tallies.Counts;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.model.AcceptResult;
import dev.headrace.model.AcceptResult.Full;
import dev.headrace.model.AcceptResult.Gone;
import dev.headrace.model.AcceptResult.Replayed;
import dev.headrace.model.AcceptResult.Taken;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.Partition;
import dev.headrace.model.ScriptCall;
import dev.headrace.model.Sha256;
import dev.headrace.model.WriteToAccept;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Accepts a write in Redis and ships its event; a retry gets the response of the first attempt. */
final class AcceptWrite {

    /** A write and the representations of its event. */
    private record Attempt(WriteRequest request, WriteIds ids, InteractionEvent event, Partition partition, String json,
            String fingerprint, String state) {}

    private final Store store;
    private final Contents contents;
    private final Shipper shipper;
    private final Tallies tallies;
    private final InteractionSettings settings;
    private final KeylessReceipts keylessReceipts;
    private final Clock clock;

    AcceptWrite(Store store, Contents contents, Shipper shipper, Tallies tallies, InteractionSettings settings,
            Clock clock) {
        this.store = store;
        this.contents = contents;
        this.shipper = shipper;
        this.tallies = tallies;
        this.settings = settings;
        this.keylessReceipts = new KeylessReceipts(settings.keylessReceiptAge(), settings.keylessReceipts(),
                System::nanoTime);
        this.clock = clock;
    }

    /** @param idempotencyKey the header value; null if absent */
    CompletableFuture<Accepted> accept(String kind, WriteRequest request, Write.Single write,
            @Nullable String idempotencyKey) {
        Optional<IdempotencyKey> key = IdempotencyKey.of(idempotencyKey, clock.instant(), settings.receiptAge());
        Partition partition = request.target().partition();
        WriteIds ids = key
                .map(present -> present.ids(settings.receiptKeys(), Objects.toString(request.actor(), ""),
                        kind + "/" + request.target() + "/" + write.resource(), partition))
                .orElseGet(() -> WriteIds.single(EventId.fresh(clock.millis(), partition)));
        InteractionEvent event = new InteractionEvent(ids.first(), kind, request.target(), request.actor(),
                write.data(), ids.earlier());
        String fingerprint = key.isEmpty()
                ? WriteToAccept.NO_KEY
                : Sha256.tag(ByteBuffer.wrap(write.data().toString().getBytes(UTF_8)));
        var attempt = new Attempt(request, ids, event, partition, InteractionCodec.write(event), fingerprint,
                write.state().toString());
        ScriptCall call = new WriteToAccept(event, ids.later(), attempt.json, write.operations(), fingerprint,
                key.isEmpty() ? "{}" : attempt.state,
                key.map(IdempotencyKey::receiptAge).orElseGet(keylessReceipts::nextAge),
                settings.outboxLimit()).call();
        return store.run(call.script(), call.keys(), call.arguments())
                .thenCompose(answer -> answered(attempt, AcceptResult.parse(answer)));
    }

    private CompletableFuture<Accepted> answered(Attempt attempt, AcceptResult answer) {
        return switch (answer) {
            case Taken taken -> {
                tallies.invalidate(attempt.event.target());
                yield shipper
                        .ship(OutboxEntry.of(attempt.partition, taken.entry(), taken.clock(), attempt.json))
                        .thenApply(durability -> accepted(attempt, attempt.event.id(), attempt.state, taken.tallies(),
                                durability));
            }
            case Replayed replayed -> CompletableFuture.completedFuture(replay(attempt, replayed));
            case Gone _ -> throw contents.areComplete() ? Rejections.gone() : Rejections.notRestored();
            case Full _ -> throw Rejections.full();
        };
    }

    private Accepted replay(Attempt attempt, Replayed replayed) {
        if (!replayed.receipt().fingerprint().equals(attempt.fingerprint)) {
            throw new ProblemException(new Problem(422, "The idempotency key was used for another request."));
        }
        if (replayed.waiting() && shipper.isAvailable() && replayed.ageMillis() < Shipper.DEADLINE.toMillis()) {
            throw new ProblemException(
                    Problem.retryLater(409, "The request with this idempotency key is in progress.", 1));
        }
        return accepted(attempt, attempt.ids.of(replayed.attempt()), replayed.receipt().state(), replayed.tallies(),
                replayed.waiting() ? Durability.REDIS : Durability.QUEUE);
    }

    private Accepted accepted(Attempt attempt, EventId id, String state, Map<String, String> counted,
            Durability durability) {
        return new Accepted(id, state,
                tallies.json(attempt.request.interactions(), new Counts(counted)), durability);
    }
}

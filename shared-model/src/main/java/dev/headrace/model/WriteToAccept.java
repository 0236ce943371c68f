package dev.headrace.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A write for {@code accept.lua} to accept.
 *
 * @param event the event
 * @param laterIds ids of attempts at an edge whose clock is ahead, whose receipts are looked up; not part of the event
 * @param json the event in the form of {@link InteractionCodec#write}
 * @param operations its changes of state in Redis
 * @param fingerprint a retry with the same idempotency key must match it; without spaces, {@link #NO_KEY} without a key
 * @param state the user's state in the response, a JSON object
 * @param receiptAge how long the receipt is kept; zero for a write without one
 * @param maxOutbox maximum number of entries in the partition's outbox
 */
public record WriteToAccept(InteractionEvent event, List<EventId> laterIds, String json,
        List<StateOperation> operations, String fingerprint, String state, Duration receiptAge, int maxOutbox) {

    /** Fingerprint of a write without an idempotency key. */
    public static final String NO_KEY = "-";

    /** Maximum number of fields of {@link RedisKeys#pending}; beyond it, tallies show a write only once it is settled. */
    public static final int MAX_PENDING = 20_000;

    public WriteToAccept {
        laterIds = List.copyOf(laterIds);
        operations = List.copyOf(operations);
        if (fingerprint.isEmpty() || fingerprint.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("not a fingerprint: '" + fingerprint + "'");
        }
    }

    /** A write that is not attempted at another edge at the same time. */
    public WriteToAccept(InteractionEvent event, String json, List<StateOperation> operations, String fingerprint,
            String state, Duration receiptAge, int maxOutbox) {
        this(event, List.of(), json, operations, fingerprint, state, receiptAge, maxOutbox);
    }

    public ScriptCall call() {
        EventId id = event.id();
        Partition partition = id.partition();
        String entry = event.target().id();
        ScriptKeys keys = new ScriptKeys();
        keys.add(RedisKeys.presence(partition, entry));
        keys.add(RedisKeys.outbox(partition));
        keys.add(RedisKeys.clock(partition));
        keys.add(RedisKeys.tally(partition, entry));
        keys.add(RedisKeys.pending(partition, entry));
        keys.add(RedisKeys.receipt(id));
        List<EventId> otherAttempts = Stream.concat(event.otherIds().stream(), laterIds.stream()).toList();
        otherAttempts.forEach(other -> keys.add(RedisKeys.receipt(other)));
        List<String> arguments = new ArrayList<>(Arrays.asList(id.toString(), event.target().type(), json, fingerprint,
                state, Long.toString(receiptAge.toMillis()), Integer.toString(maxOutbox),
                Integer.toString(MAX_PENDING), Integer.toString(otherAttempts.size())));
        operations.forEach(operation -> arguments.addAll(operation.arguments(entry, partition, keys::numberOf)));
        return new ScriptCall(RedisScript.ACCEPT, keys.all(), arguments);
    }
}

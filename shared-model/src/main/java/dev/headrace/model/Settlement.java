package dev.headrace.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The settled state of one entry in PostgreSQL, to be applied by {@code settle.lua}.
 *
 * @param entry the entry's id
 */
public record Settlement(String entry, List<Value> values, List<Event> events, List<StateCorrection> corrections) {

    /**
     * A metric's value.
     *
     * @param version later values have higher versions
     */
    public record Value(String metric, long value, long version) {}

    /** An event that is no longer pending. */
    public record Event(EventId id, Receipt.Status status) {}

    public Settlement {
        values = List.copyOf(values);
        events = List.copyOf(events);
        corrections = List.copyOf(corrections);
    }

    public ScriptCall call() {
        Partition partition = Partition.of(entry);
        ScriptKeys keys = new ScriptKeys();
        keys.add(RedisKeys.tally(partition, entry));
        keys.add(RedisKeys.pending(partition, entry));
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(values.size()));
        arguments.add(Integer.toString(events.size()));
        values.forEach(value -> arguments.addAll(
                List.of(value.metric, Long.toString(value.value), Version.format(value.version))));
        events.forEach(event -> {
            keys.add(RedisKeys.receipt(event.id));
            arguments.addAll(List.of(event.id.toString(), String.valueOf(event.status.letter())));
        });
        corrections.forEach(correction -> arguments.addAll(correction.arguments(entry, partition, keys::numberOf)));
        return new ScriptCall(RedisScript.SETTLE, keys.all(), arguments);
    }
}

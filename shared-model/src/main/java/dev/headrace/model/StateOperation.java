package dev.headrace.model;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A change of an entry's interaction state in Redis, applied by {@code accept.lua} when it accepts an event. Each kind of
 * interaction declares its operations; they are implemented in the script's table {@code operations}.
 */
public sealed interface StateOperation {

    /** The name and arguments for the script. */
    List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey);

    /**
     * Changes a metric.
     *
     * @param metric see {@link Metric}
     */
    record Count(String metric, long amount) implements StateOperation {

        public Count {
            Metric.checked(metric);
        }

        @Override
        public List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey) {
            return List.of("count", metric, Long.toString(amount));
        }
    }

    /**
     * Adds a member to the set that a metric counts, or removes it; the metric changes only if the set does.
     *
     * @param member usually the actor
     */
    record Member(String metric, String member, boolean on) implements StateOperation {

        public Member {
            Metric.checked(metric);
        }

        @Override
        public List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey) {
            int key = numberOfKey.applyAsInt(RedisKeys.members(partition, entry, metric));
            return List.of("member", Integer.toString(key), member, on ? "1" : "0", metric);
        }
    }
}

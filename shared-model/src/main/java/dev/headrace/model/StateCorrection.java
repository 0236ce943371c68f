package dev.headrace.model;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A correction of an entry's interaction state in Redis to match PostgreSQL. Implemented in the table {@code corrections} of
 * {@code settle.lua}.
 */
public sealed interface StateCorrection {

    /** The name and arguments for the script. */
    List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey);

    /**
     * Whether a member is in the set that a metric counts.
     *
     * @param clock clock of the member's last settled write; the correction does not apply if a later write is pending
     * @param always whether it also applies without a pending write, for a Redis that may have lost data
     */
    record Member(String metric, String member, boolean on, long clock, boolean always) implements StateCorrection {

        public Member {
            Metric.checked(metric);
        }

        /** The correction after settling a write of the member. */
        public Member(String metric, String member, boolean on, long clock) {
            this(metric, member, on, clock, false);
        }

        @Override
        public List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey) {
            int key = numberOfKey.applyAsInt(RedisKeys.members(partition, entry, metric));
            return List.of("member", Integer.toString(key), member, on ? "1" : "0", metric,
                    Version.format(clock), always ? "1" : "0");
        }
    }
}

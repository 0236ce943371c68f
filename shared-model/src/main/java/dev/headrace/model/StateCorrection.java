package dev.headrace.model;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What an entry's interaction state in Redis must be according to PostgreSQL. The table {@code corrections} of
 * {@code settle.lua} has the code of each.
 */
public sealed interface StateCorrection {

    /** Its name and arguments as the script takes them. */
    List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey);

    /**
     * Whether a member is in the set that a metric counts.
     *
     * @param clock of the member's last write that is settled: it does not apply if a later one is pending
     * @param always whether it applies also if no write is pending, as for a Redis that may have lost some
     */
    record Member(String metric, String member, boolean on, long clock, boolean always) implements StateCorrection {

        public Member {
            Metric.checked(metric);
        }

        /** After a write of the member was settled. */
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

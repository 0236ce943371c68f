package dev.headrace.model;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

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
     * @param clock of the event that was settled: it applies only if the member's last pending write is that one; null: it
     *     applies only if no write of the member is pending
     */
    record Member(String metric, String member, boolean on, @Nullable Long clock) implements StateCorrection {

        public Member {
            Metric.checked(metric);
        }

        @Override
        public List<String> arguments(String entry, Partition partition, ToIntFunction<String> numberOfKey) {
            int key = numberOfKey.applyAsInt(RedisKeys.members(partition, entry, metric));
            return List.of("member", Integer.toString(key), member, on ? "1" : "0", metric,
                    clock == null ? "" : Version.format(clock));
        }
    }
}

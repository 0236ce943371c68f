package dev.headrace.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of the hash {@link RedisKeys#tally}; {@code accept.lua} and {@code settle.lua} write them. Of each metric:
 * {@code b:metric} the settled count, {@code v:metric} its version, {@code p:metric} the sum of the pending changes.
 */
public final class TallyHash {

    private static final String SETTLED = "b:";
    private static final String VERSION = "v:";
    private static final String PENDING = "p:";
    private static final int PREFIX = 2;

    private TallyHash() {}

    /** The field of a metric's settled count. */
    public static String settled(String metric) {
        return SETTLED + metric;
    }

    /** The field of the {@link Version} of a metric's settled count. */
    public static String version(String metric) {
        return VERSION + metric;
    }

    /** The field of a metric's pending changes. */
    public static String pending(String metric) {
        return PENDING + metric;
    }

    /**
     * The counts of all metrics, settled and pending.
     *
     * @throws NumberFormatException if a count is not a number
     */
    public static Map<String, Long> counts(Map<String, String> hash) {
        Map<String, Long> counts = new HashMap<>();
        hash.forEach((field, number) -> {
            if (isCount(field)) {
                counts.merge(metric(field), Long.valueOf(number), Long::sum);
            }
        });
        return counts;
    }

    /** The metrics that have a settled or pending count. */
    public static Set<String> metrics(Collection<String> fields) {
        return fields.stream().filter(TallyHash::isCount).map(TallyHash::metric).collect(Collectors.toSet());
    }

    private static boolean isCount(String field) {
        return field.startsWith(SETTLED) || field.startsWith(PENDING);
    }

    private static String metric(String field) {
        return field.substring(PREFIX);
    }
}

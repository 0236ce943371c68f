package dev.headrace.edge.tallies;

import dev.headrace.edge.cache.Cached;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.TallyHash;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All counts of a document, independent of the model, and the tally last written from them. */
public final class Counts implements Cached {

    private static final int METRIC = 150;

    /** A cached tally and the model's interactions that it was written for. */
    private record Shown(Interactions interactions, Tally tally) {}

    private final Map<String, Long> byMetric;
    private volatile @Nullable Shown shown;

    /** @param hash {@link dev.headrace.model.RedisKeys#tally}: settled and pending counts */
    public Counts(Map<String, String> hash) {
        byMetric = TallyHash.counts(hash);
    }

    /** The count of a metric, see {@link dev.headrace.model.Metric}. */
    public long of(String metric) {
        return Math.max(0, byMetric.getOrDefault(metric, 0L));
    }

    /** The tally delivered to clients, written once per model. */
    Tally as(Interactions interactions, TallyWriter writer) {
        Shown last = shown;
        if (last == null || !last.interactions.equals(interactions)) {
            last = new Shown(interactions, writer.of(interactions, this));
            shown = last;
        }
        return last.tally;
    }

    @Override
    public int weight() {
        // The tally's JSON also has a name and a number per metric.
        return METRIC * (1 + byMetric.size());
    }
}

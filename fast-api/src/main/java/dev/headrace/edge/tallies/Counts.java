package dev.headrace.edge.tallies;

import dev.headrace.edge.cache.Cached;
import dev.headrace.model.PublishedModel.Interactions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted for a document, whatever the model says of it, and the tally that was last made of it. */
public final class Counts implements Cached {

    private static final int METRIC = 150;

    /** The tally of a model's interactions. */
    private record Shown(Interactions interactions, Tally tally) {}

    private final Map<String, Long> byMetric = new HashMap<>();
    private volatile @Nullable Shown shown;

    /** @param hash {@link dev.headrace.model.RedisKeys#tally}: what is settled and what is accepted but not yet settled */
    public Counts(Map<String, String> hash) {
        hash.forEach((field, number) -> {
            if (field.startsWith("b:") || field.startsWith("p:")) {
                byMetric.merge(field.substring(2), Long.valueOf(number), Long::sum);
            }
        });
    }

    /** Of a metric, see {@link dev.headrace.model.Metric}. */
    public long of(String metric) {
        return Math.max(0, byMetric.getOrDefault(metric, 0L));
    }

    /** As clients get it; made once for each model. */
    Tally as(Interactions interactions, TallyForm form) {
        Shown last = shown;
        if (last == null || !last.interactions.equals(interactions)) {
            last = new Shown(interactions, form.of(interactions, this));
            shown = last;
        }
        return last.tally;
    }

    @Override
    public int weight() {
        // The tally's text has a word and a number for each metric, too.
        return METRIC * (1 + byMetric.size());
    }
}

package dev.headrace.admin.interactions;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Changes of tallies, summed by entry and metric. */
public final class TallyChanges {

    /** The change of one tally. */
    record Change(UUID entry, String metric, long amount) {}

    private record Key(UUID entry, String metric) {}

    // Rows are updated in one order to avoid deadlocks.
    private final SortedMap<Key, Long> amounts = new TreeMap<>(
            Comparator.comparing(Key::entry).thenComparing(Key::metric));

    public void add(UUID entry, String metric, long amount) {
        amounts.merge(new Key(entry, metric), amount, Long::sum);
    }

    List<Change> all() {
        return amounts.entrySet().stream().filter(each -> each.getValue() != 0)
                .map(each -> new Change(each.getKey().entry, each.getKey().metric, each.getValue())).toList();
    }
}

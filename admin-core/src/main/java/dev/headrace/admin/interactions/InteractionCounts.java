package dev.headrace.admin.interactions;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.InteractionKinds;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.StoredCounts;
import dev.headrace.admin.schema.StoredEntries;
import dev.headrace.admin.schema.ValuesByEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the entries whose tallies are no longer shown after a model change. Interactions store no values of fields. */
@Component
class InteractionCounts implements StoredCounts {

    private static final int BATCH = 5_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final InteractionKinds kinds;
    private final StoredEntries entries;
    private final JdbcClient jdbc;

    InteractionCounts(InteractionKinds kinds, StoredEntries entries, JdbcClient jdbc) {
        this.kinds = kinds;
        this.entries = entries;
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> countRemovedInteractions(ContentType present, ContentType requested) {
        Map<String, String> nameByMetric = kinds.metrics(present).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        nameByMetric.keySet().removeAll(kinds.metrics(requested).values());
        return nameByMetric.isEmpty() ? Map.of() : count(present, nameByMetric);
    }

    private Map<String, Long> count(ContentType type, Map<String, String> nameByMetric) {
        Map<String, Long> counts = new TreeMap<>();
        String[] metrics = nameByMetric.keySet().toArray(String[]::new);
        List<UUID> batch = entries.next(type.id(), FIRST, BATCH);
        while (!batch.isEmpty()) {
            jdbc.sql("""
                    select metric, count(*) from tally
                    where entry_id = any (:ids) and metric = any (:metrics) and value > 0 group by metric""")
                    .param("ids", batch.toArray(UUID[]::new)).param("metrics", metrics)
                    .query(row -> {
                        counts.merge(nameByMetric.getOrDefault(row.getString(1), ""), row.getLong(2), Long::sum);
                    });
            batch = entries.next(type.id(), batch.getLast(), BATCH);
        }
        return counts;
    }

    @Override
    public long countEntries(ContentType type) {
        return 0;
    }

    @Override
    public long countValues(ContentType type, String id) {
        return 0;
    }

    @Override
    public void read(ContentType type, Field topLevel, Locales locales, ValuesByEntry values) {
        // no values
    }
}

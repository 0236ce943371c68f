package dev.headrace.admin.schema;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts the entries without a value of a field that becomes required. */
public final class MissingValues implements ValueVisitor {

    private final String fieldId;
    private boolean missing;
    private long count;

    private MissingValues(String fieldId) {
        this.fieldId = fieldId;
    }

    /**
     * Counts them in a store.
     *
     * @param type before the change
     * @param topLevel the top-level field that is, or contains, the required one
     * @param fieldId the id of the required field
     */
    public static long count(StoredCounts stored, ContentType type, Field topLevel, String fieldId, Locales locales) {
        MissingValues values = new MissingValues(fieldId);
        ValuesByEntry.read(stored, type, topLevel, locales, (_, byLocale) -> values.add(topLevel, byLocale));
        return values.count;
    }

    private void add(Field topLevel, Map<String, ObjectNode> byLocale) {
        missing = false;
        byLocale.values().forEach(stored -> new ValueWalk(this).field(topLevel, stored, FieldPath.ROOT, false));
        count += missing ? 1 : 0;
    }

    @Override
    public void scalar(Place place, JsonNode value) {
        note(place, !ScalarChecks.isMissing(place.field(), value));
    }

    @Override
    public void reference(Place place, List<UUID> targets) {
        note(place, !targets.isEmpty());
    }

    @Override
    public void emptyGroup(Place place) {
        note(place, false);
    }

    @Override
    public void startList(Place place, int size) {
        note(place, size > 0);
    }

    private void note(Place place, boolean present) {
        missing |= !present && place.field().id().equals(fieldId);
    }
}

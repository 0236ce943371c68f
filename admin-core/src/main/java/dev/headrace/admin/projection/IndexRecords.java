package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldPath;
import dev.headrace.admin.schema.ValueVisitor;
import dev.headrace.admin.schema.Values;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Creates the records from which the edges build their list indexes. */
final class IndexRecords {

    private IndexRecords() {}

    /**
     * The record of one document: the values of all fields that lists can be filtered or sorted by, without references to
     * unpublished entries.
     *
     * @param locale the document's locale
     */
    static IndexRecord of(Publication publication, ContentType type, String locale, PublishedEntries published) {
        Collecting values = new Collecting(type, locale, published);
        Values.visit(type, publication.fields(), values);
        return new IndexRecord(new Target(type.name(), publication.key().entryId().toString()), locale,
                publication.firstPublishedAt().toEpochMilli(), EdgeModel.lists(type), values.found,
                publication.withdrawal() != null);
    }

    /** Collects the values of top-level fields. */
    private static final class Collecting implements ValueVisitor {

        private final Map<String, List<String>> found = new HashMap<>();
        private final Set<String> listed;
        private final String locale;
        private final PublishedEntries published;

        Collecting(ContentType type, String locale, PublishedEntries published) {
            this.listed = new HashSet<>(type.lists().filter());
            this.listed.addAll(type.lists().sort());
            this.locale = locale;
            this.published = published;
        }

        @Override
        public boolean visits(Place place) {
            Field field = place.field();
            return FieldPath.ROOT.equals(place.path().parent()) && listed.contains(field.name())
                    && !field.restricted();
        }

        @Override
        public void scalar(Place place, JsonNode value) {
            if (!value.isMissingNode()) {
                place.field().indexText(value)
                        .ifPresent(text -> found.put(place.field().name(), List.of(text)));
            }
        }

        @Override
        public void reference(Place place, List<UUID> targets) {
            List<String> ids = targets.stream().filter(target -> published.type(target, locale).isPresent())
                    .map(UUID::toString).toList();
            if (!ids.isEmpty()) {
                found.put(place.field().name(), ids);
            }
        }
    }
}

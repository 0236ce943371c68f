package dev.headrace.admin.projection;

import dev.headrace.admin.contract.EdgeModel;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
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

/** Creates the records from which the edges build their indexes for lists and search. */
final class IndexRecords {

    private IndexRecords() {}

    /**
     * The record of one document: the values of all fields that lists can be filtered or sorted by, without references to
     * unpublished entries, and the texts of the fields that are searched.
     *
     * @param locale the document's locale
     */
    static IndexRecord of(Publication publication, ContentType type, String locale, PublishedEntries published) {
        Collecting values = new Collecting(type, locale, published);
        Values.visit(type, publication.fields(), values);
        return new IndexRecord(new Target(type.name(), publication.key().entryId().toString()), locale,
                publication.firstPublishedAt().toEpochMilli(), EdgeModel.lists(type), values.found,
                values.texts(), publication.withdrawal() != null);
    }

    /** Collects the values of top-level fields, and texts at any depth. */
    private static final class Collecting implements ValueVisitor {

        private final Map<String, List<String>> found = new HashMap<>();
        private final Map<String, StringBuilder> texts = new HashMap<>();
        private final Set<String> listed;
        private final Set<String> searched;
        private final String locale;
        private final PublishedEntries published;
        private int remaining = IndexRecord.MAX_TEXT;

        Collecting(ContentType type, String locale, PublishedEntries published) {
            this.listed = new HashSet<>(type.lists().filter());
            this.listed.addAll(type.lists().sort());
            this.searched = Set.copyOf(type.search().fields());
            this.locale = locale;
            this.published = published;
        }

        @Override
        public boolean visits(Place place) {
            return !place.field().restricted() && (isListed(place) || searched.contains(place.path().top()));
        }

        private boolean isListed(Place place) {
            return FieldPath.ROOT.equals(place.path().parent()) && listed.contains(place.field().name());
        }

        @Override
        public void scalar(Place place, JsonNode value) {
            if (searched.contains(place.path().top())) {
                addText(place.path().top(), place.field().searchText(value, remaining));
            }
            if (!value.isMissingNode() && isListed(place)) {
                place.field().indexText(value)
                        .ifPresent(text -> found.put(place.field().name(), List.of(text)));
            }
        }

        private void addText(String name, String text) {
            String kept = cut(text, remaining);
            if (!kept.isBlank()) {
                StringBuilder all = texts.computeIfAbsent(name, _ -> new StringBuilder());
                all.append(all.isEmpty() ? "" : "\n").append(kept);
                remaining -= Math.min(remaining, kept.length() + 1);
            }
        }

        /** Never between the two halves of a character. */
        private static String cut(String text, int max) {
            if (text.length() <= max) {
                return text;
            }
            return text.substring(0, max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
        }

        Map<String, String> texts() {
            Map<String, String> all = new HashMap<>();
            texts.forEach((name, text) -> all.put(name, text.toString()));
            return all;
        }

        @Override
        public void reference(Place place, List<UUID> targets) {
            if (!isListed(place)) {
                return;
            }
            List<String> ids = targets.stream().filter(target -> published.type(target, locale).isPresent())
                    .map(UUID::toString).toList();
            if (!ids.isEmpty()) {
                found.put(place.field().name(), ids);
            }
        }
    }
}

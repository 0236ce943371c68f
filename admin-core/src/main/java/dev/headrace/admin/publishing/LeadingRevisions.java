package dev.headrace.admin.publishing;

import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * By entry, the revision in the first locale of the model. Its shared values are published in all locales of the entry, so
 * that readers never see different values of a shared field.
 */
final class LeadingRevisions {

    private final Map<UUID, NewPublication> byEntry = new HashMap<>();

    /** @param revisions to be published */
    LeadingRevisions(Locales locales, List<NewPublication> revisions) {
        for (String locale : locales.tags()) {
            revisions.stream().filter(each -> each.variant().locale().equals(locale))
                    .forEach(each -> byEntry.putIfAbsent(each.key().entryId(), each));
        }
    }

    /** A revision with the shared values of the leading one. */
    NewPublication share(NewPublication revision) {
        NewPublication lead = Optional.ofNullable(byEntry.get(revision.key().entryId())).orElseThrow();
        return lead.key().equals(revision.key())
                ? revision
                : revision.with(SharedValues.merge(lead.type(), lead.fields(), revision.fields()), lead.savedAt());
    }

    /**
     * The publications whose shared values change. Those that become equal to the draft get its version.
     *
     * @param except variants whose publications are replaced or removed anyway
     */
    List<NewPublication> carried(Map<DocumentKey, Publication> published, Set<DocumentKey> except) {
        List<NewPublication> carried = new ArrayList<>();
        published.forEach((key, publication) -> {
            NewPublication lead = byEntry.get(key.entryId());
            if (lead != null && !except.contains(key)) {
                ObjectNode shared = SharedValues.merge(lead.type(), lead.fields(), publication.fields());
                if (!Values.same(shared, publication.fields())) {
                    Variant variant = lead.variant().entry().variant(key.locale()).orElseThrow();
                    int number = Values.same(variant.fields(), shared) ? variant.version() : publication.version();
                    carried.add(new NewPublication(lead.type(), variant, number, shared, lead.savedAt()));
                }
            }
        });
        return carried;
    }
}

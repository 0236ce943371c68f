package dev.headrace.admin.finding;

import java.util.List;

/**
 * An entry with unpublished changes.
 *
 * @param entry the variant whose changes are the latest, with the title of the entry's first locale
 * @param locales all locales with such changes, in the order of the model
 */
public record UnpublishedChanges(EntryRow entry, List<String> locales) {

    public UnpublishedChanges {
        locales = List.copyOf(locales);
    }

    /** @param variants all of the entry, in the order of the model */
    static UnpublishedChanges of(EntryRow latest, List<EntryRow> variants) {
        return new UnpublishedChanges(latest.titled(variants.getFirst().title()),
                variants.stream().filter(row -> row.status().isChanged())
                        .map(EntryRow::locale).toList());
    }
}

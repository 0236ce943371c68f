package dev.headrace.admin.content;

import dev.headrace.admin.finding.EntryRow;
import java.util.List;

/** Entries cannot be trashed or purged, because others refer to them. Answered as {@code 409} with the places of use. */
final class ReferencedException extends RuntimeException {

    private final transient List<EntryRow> places;

    ReferencedException(List<EntryRow> places, int all) {
        super("%d %s to it: %s%s".formatted(all, all == 1 ? "entry refers" : "entries refer",
                String.join(", ", places.stream().map(place -> "'" + place.title() + "'").toList()),
                all > places.size() ? " and others" : ""));
        this.places = List.copyOf(places);
    }

    /** Those that the actor may see, the last edited first, up to a bound. */
    public List<EntryRow> places() {
        return places;
    }
}

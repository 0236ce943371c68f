package dev.headrace.admin.operations;

import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntryLists;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.EntryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Activities with their entries, for lists on pages. */
@Component
class ActivityLines {

    private final EntryLists lists;
    private final Types types;

    ActivityLines(EntryLists lists, Types types) {
        this.lists = lists;
        this.types = types;
    }

    /**
     * An activity in a list.
     *
     * @param entry the activity's entry; null if its subject is not an entry, or the entry no longer exists
     */
    record Line(Activity activity, @Nullable EntryRow entry) {}

    List<Line> of(List<Activity> activities, Actor actor) {
        Map<UUID, EntryRow> entries = lists.rows(
                activities.stream().flatMap(each -> entryId(each).stream()).distinct().toList(),
                types.locales().defaultLocale(), actor);
        return activities.stream().map(each -> new Line(each, entryId(each).map(entries::get).orElse(null))).toList();
    }

    private static Optional<UUID> entryId(Activity activity) {
        String id = activity.subject().id();
        return activity.subject().kind().equals("entry") && EntryId.isId(id)
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}

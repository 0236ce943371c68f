package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.finding.EntryLists;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.EntryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Activities with their entries, for lists. */
@Component
class ActivityLines {

    private final ActivityLog log;
    private final EntryLists lists;
    private final Types types;

    ActivityLines(ActivityLog log, EntryLists lists, Types types) {
        this.log = log;
        this.lists = lists;
        this.types = types;
    }

    /**
     * An activity in a list.
     *
     * @param entry the activity's entry; null if its subject is not an entry, or the entry no longer exists
     * @param type the name of the entry's type, also if it was purged; null if unknown
     * @param title the entry's title, the last one if it was purged; null if unknown
     * @param typeLabel the type's display name
     * @param locale the locale to show; null if the model has only one, or the activity concerns all of them
     */
    record Line(Activity activity, @Nullable EntryRow entry, @Nullable String type, @Nullable String typeLabel,
            @Nullable String title, @Nullable String locale) {

        /** What was done. */
        public String words() {
            return Actions.words(activity.action());
        }

        /** A detail that names the subject: the kind of a job, or the address of an account. */
        public @Nullable String note() {
            JsonNode after = activity.after();
            return after == null
                    ? null
                    : Stream.of("kind", "email").map(name -> after.path(name).asString(""))
                            .filter(text -> !text.isEmpty())
                            .findFirst().orElse(null);
        }
    }

    List<Line> of(List<Activity> activities, Actor actor) {
        Map<UUID, EntryRow> entries = lists.rows(
                activities.stream().flatMap(each -> entryId(each).stream()).distinct().toList(),
                types.locales().defaultLocale(), actor);
        List<String> missing = activities.stream().flatMap(each -> entryId(each).stream())
                .filter(id -> !entries.containsKey(id)).map(UUID::toString).distinct().toList();
        Map<String, JsonNode> purged = missing.isEmpty() ? Map.of() : log.purged(missing);
        return activities.stream().map(each -> line(each, entryId(each).map(entries::get).orElse(null),
                purged.get(each.subject().id()))).toList();
    }

    private Line line(Activity activity, @Nullable EntryRow entry, @Nullable JsonNode purged) {
        String type = entry != null ? entry.type() : text(purged, "_type");
        return new Line(activity, entry, type,
                type == null ? null : types.find(type).map(ContentType::label).orElse(type),
                entry != null ? entry.title() : text(purged, "_title"),
                types.locales().several() ? activity.subject().locale() : null);
    }

    private static @Nullable String text(@Nullable JsonNode purged, String name) {
        return purged == null || !purged.has(name) ? null : purged.path(name).asString();
    }

    private static Optional<UUID> entryId(Activity activity) {
        String id = activity.subject().id();
        return activity.subject().kind().equals("entry") && EntryId.isId(id)
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}

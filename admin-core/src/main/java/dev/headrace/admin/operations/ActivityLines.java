package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.Subject;
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

    private final Actions actions;
    private final EntryLists lists;
    private final Types types;

    ActivityLines(Actions actions, EntryLists lists, Types types) {
        this.actions = actions;
        this.lists = lists;
        this.types = types;
    }

    /**
     * An activity in a list.
     *
     * @param words what was done
     * @param entry the activity's entry; null if its subject is not an entry, or there is none that the actor may see
     * @param type the name of the entry's type, at the time of the activity if there is no entry; null if unknown
     * @param typeLabel the type's display name
     * @param title the entry's title, at the time of the activity if there is no entry; null if unknown
     * @param locale the locale to show; null if the model has only one, or the activity concerns all of them
     */
    record Line(Activity activity, String words, @Nullable EntryRow entry, @Nullable String type,
            @Nullable String typeLabel, @Nullable String title, @Nullable String locale) {

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
        return activities.stream().map(each -> line(each, entryId(each).map(entries::get).orElse(null))).toList();
    }

    private Line line(Activity activity, @Nullable EntryRow entry) {
        Subject subject = activity.subject();
        String type = entry == null ? subject.type() : entry.type();
        return new Line(activity, actions.words(activity.action()), entry, type,
                type == null ? null : types.find(type).map(ContentType::label).orElse(type),
                entry == null ? subject.title() : entry.title(), types.locales().several() ? subject.locale() : null);
    }

    private static Optional<UUID> entryId(Activity activity) {
        String id = activity.subject().id();
        return activity.subject().kind().equals("entry") && EntryId.isId(id)
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}

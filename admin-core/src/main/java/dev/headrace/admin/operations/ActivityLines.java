package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.activity.SubjectKind;
import dev.headrace.admin.finding.EntryRows;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.ShownTitle;
import dev.headrace.model.EntryId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Activities with their subjects, for lists. */
@Component
class ActivityLines {

    private final Actions actions;
    private final EntryRows rows;
    private final Types types;

    ActivityLines(Actions actions, EntryRows rows, Types types) {
        this.actions = actions;
        this.rows = rows;
        this.types = types;
    }

    /**
     * An activity in a list.
     *
     * @param words what was done
     * @param isEntry whether its subject is an entry
     * @param type the name of the entry's type, at the time of the activity if the actor can see no such entry; null if
     *     unknown, or not an entry
     * @param typeLabel the type's display name
     * @param title the subject's title; an entry's is the present one if the actor can see it; null if unknown
     * @param path of the page about the subject; null if there is none that the actor may see
     * @param locale the locale to show; null if the model has only one, or the activity concerns all of them
     */
    record Line(Activity activity, String words, boolean isEntry, @Nullable String type, @Nullable String typeLabel,
            @Nullable String title, @Nullable String path, @Nullable String locale) {

        /** The title on pages. */
        public String shownTitle() {
            return ShownTitle.of(Objects.requireNonNullElse(title, ""));
        }

        /** Whether its subject is an entry that no longer exists, or that the actor may not see. */
        public boolean isGone() {
            return isEntry && path == null;
        }
    }

    List<Line> of(List<Activity> activities, Actor actor) {
        Map<UUID, EntryRow> entries = rows.byId(
                activities.stream().flatMap(each -> entryId(each).stream()).distinct().toList(),
                types.locales().defaultLocale(), actor);
        return activities.stream().map(each -> line(each, entryId(each).map(entries::get).orElse(null))).toList();
    }

    private Line line(Activity activity, @Nullable EntryRow entry) {
        Subject subject = activity.subject();
        SubjectKind kind = actions.kind(subject.kind());
        String type = entry == null ? subject.type() : entry.type();
        String locale = types.locales().several() ? subject.locale() : null;
        return new Line(activity, actions.words(activity.action()), kind.isEntry(), type,
                type == null ? null : types.find(type).map(ContentType::label).orElse(type),
                entry == null ? title(activity, kind) : entry.title(),
                kind.isEntry() && entry == null ? null : path(kind, subject.id(), type, locale), locale);
    }

    private static @Nullable String title(Activity activity, SubjectKind kind) {
        String recorded = activity.subject().title();
        return recorded == null ? kind.untitled().title(activity) : recorded;
    }

    private static @Nullable String path(SubjectKind kind, String id, @Nullable String type, @Nullable String locale) {
        if (kind.path() == null) {
            return null;
        }
        return UriComponentsBuilder.fromPath(kind.path()).queryParamIfPresent("locale", Optional.ofNullable(locale))
                .encode().buildAndExpand(Map.of("id", id, "type", type == null ? "" : type)).toUriString();
    }

    private Optional<UUID> entryId(Activity activity) {
        Subject subject = activity.subject();
        return actions.kind(subject.kind()).isEntry() && EntryId.isId(subject.id())
                ? Optional.of(UUID.fromString(subject.id()))
                : Optional.empty();
    }
}

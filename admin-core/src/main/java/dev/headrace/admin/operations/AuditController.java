package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.ActivityFilter;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.operations.ActivityLines.Line;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/audit}: lists activities, newest first. */
@RestController
class AuditController {

    private final ActivityLog log;
    private final ActivityLines lines;
    private final Actions actions;

    AuditController(ActivityLog log, ActivityLines lines, Actions actions) {
        this.log = log;
        this.lines = lines;
        this.actions = actions;
    }

    /** JSON form of an actor. */
    record Who(Actor.Kind kind, UUID id, String name) {}

    /**
     * JSON form of a subject.
     *
     * @param locale of the variant; null if the activity concerns all of an entry, or something else
     * @param type the name of an entry's type; null if it is not an entry, or unknown
     * @param title what the subject is called; at the time of the activity, unless it is an entry that still exists
     */
    record What(String kind, String id, @Nullable String locale, @Nullable String type, @Nullable String title) {}

    /** JSON form of an activity. */
    record Item(String id, Instant at, Who actor, String action, What subject, @Nullable JsonNode before,
            @Nullable JsonNode after, @Nullable String requestId) {

        static Item of(Line line) {
            Activity activity = line.activity();
            Subject subject = activity.subject();
            return new Item(String.valueOf(activity.id()), activity.at(),
                    new Who(activity.actorKind(), activity.actorId(), activity.actorName()), activity.action(),
                    new What(subject.kind(), subject.id(), subject.locale(), line.type(), line.title()),
                    activity.before(), activity.after(), activity.requestId());
        }
    }

    @GetMapping("/api/audit")
    Page<Item> list(@RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor caller) {
        caller.require(Permission.viewOperations);
        ActivityFilter filter = ActivityFilter.of(actor, action, subject, after);
        List<Problem> problems = actions.problems(filter);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Page<Activity> page = Page.of(log.find(filter, size + 1, caller), size, Activity::id);
        return page.with(lines.of(page.items(), caller)).map(Item::of);
    }
}

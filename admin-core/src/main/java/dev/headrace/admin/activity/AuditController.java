package dev.headrace.admin.activity;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.web.InvalidInputException;
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

    private static final int MAX_LIMIT = 200;

    private final ActivityLog log;

    AuditController(ActivityLog log) {
        this.log = log;
    }

    /** JSON form of an actor. */
    record Who(Actor.Kind kind, UUID id, String name) {}

    /** JSON form of an activity. */
    record Item(String id, Instant at, Who actor, String action, Subject subject, @Nullable JsonNode before,
            @Nullable JsonNode after, @Nullable String requestId) {

        static Item of(Activity activity) {
            return new Item(String.valueOf(activity.id()), activity.at(),
                    new Who(activity.actorKind(), activity.actorId(), activity.actorName()), activity.action(),
                    activity.subject(), activity.before(), activity.after(), activity.requestId());
        }
    }

    /** One page of activities; {@code next} is the value of {@code before} for the page after it. */
    record Page(List<Item> items, @Nullable String next) {}

    @GetMapping("/api/audit")
    Page list(@RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Long before, @RequestParam(defaultValue = "50") int limit,
            Actor caller) {
        caller.require(Permission.viewOperations);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("/limit", "must be between 1 and " + MAX_LIMIT);
        }
        List<Item> items = log.find(ActivityFilter.of(actor, action, subject, before), limit, caller).stream()
                .map(Item::of)
                .toList();
        return new Page(items, items.size() < limit ? null : items.getLast().id());
    }
}

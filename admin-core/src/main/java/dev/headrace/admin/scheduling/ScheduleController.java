package dev.headrace.admin.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.scheduling.ScheduleChange.Target;
import dev.headrace.admin.scheduling.ScheduleLists.Line;
import dev.headrace.admin.scheduling.ScheduledChange.Action;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.Page;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Scheduling API. */
@RestController
class ScheduleController {

    private final EntryReads reads;
    private final ScheduleChange schedule;
    private final MoveChange move;
    private final CancelChange cancel;
    private final ScheduleLists lists;
    private final Clock clock;

    ScheduleController(EntryReads reads, ScheduleChange schedule, MoveChange move, CancelChange cancel,
            ScheduleLists lists, Clock clock) {
        this.reads = reads;
        this.schedule = schedule;
        this.move = move;
        this.cancel = cancel;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * A change to schedule.
     *
     * @param at with an offset, or a local time in the zone
     * @param as only for a removal: what readers get then; null for "not found"
     * @param to the id of an entry or an address, only for a redirect
     */
    record NewChange(@Nullable Action action, @Nullable String at, @Nullable String zone, Ending.@Nullable Kind as,
            @Nullable String to) {}

    /** Another time for a change. */
    record NewTime(@Nullable String at, @Nullable String zone) {}

    /** The list to read. */
    enum Listed {
        pending, ended
    }

    /**
     * JSON form of a change.
     *
     * @param late whether it was carried out more than a minute after it was due
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(UUID id, String type, UUID entry, String locale, String title, Action action,
            @Nullable Integer version, Ending.@Nullable Kind as, @Nullable String to, Instant at, String zone,
            State state, boolean late, @Nullable String problem,
            String requestedBy, Instant createdAt, @Nullable Instant endedAt) {

        static View of(Line line) {
            ScheduledChange change = line.change();
            return new View(change.id(), line.entry().type(), change.entryId(), change.locale(), line.entry().title(),
                    change.action(), change.version(), change.ending().kind(),
                    change.ending().to(), change.dueAt(), change.zone(), change.state(), change.isLate(),
                    change.problem(), change.requestedBy(), change.createdAt(), change.endedAt());
        }
    }

    @PostMapping("/api/entries/{type}/{id}/schedule")
    ResponseEntity<View> schedule(@PathVariable String type, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String locale, @RequestBody NewChange body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        if (body.action() == null) {
            throw new InvalidInputException("/action", "is required: publish or unpublish");
        }
        Target target = new Target(type, id, reads.variant(type, id, locale, actor).locale(),
                ExpectedVersion.parse(ifMatch));
        Ending ending = Ending.parse(body.as(), body.to());
        if (body.action() == Action.publish && ending.kind() != null) {
            throw new InvalidInputException("/as", "is allowed only for a removal");
        }
        PlannedTime time = PlannedTime.parse(body.at(), body.zone(), clock.instant());
        UUID change = switch (body.action()) {
            case publish -> schedule.publication(target, time, actor);
            case unpublish -> schedule.removal(target, ending, time, actor);
        };
        return ResponseEntity.created(URI.create("/api/schedule/" + change)).body(get(change, actor));
    }

    @GetMapping("/api/schedule")
    Page<View> list(@RequestParam(defaultValue = "pending") Listed state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor actor) {
        Page<Line> page = switch (state) {
            case pending -> lists.pending(after, size, actor);
            case ended -> lists.ended(after, size, actor);
        };
        return page.map(View::of);
    }

    @GetMapping("/api/schedule/{id}")
    View get(@PathVariable UUID id, Actor actor) {
        return View.of(lists.get(id, actor));
    }

    @PatchMapping("/api/schedule/{id}")
    View move(@PathVariable UUID id, @RequestBody NewTime body, Actor actor) {
        move.move(id, PlannedTime.parse(body.at(), body.zone(), clock.instant()), actor);
        return get(id, actor);
    }

    @DeleteMapping("/api/schedule/{id}")
    View cancel(@PathVariable UUID id, Actor actor) {
        cancel.cancel(id, actor);
        return get(id, actor);
    }
}

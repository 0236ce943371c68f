package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.interactions.DeadEvents.DeadEvent;
import dev.headrace.admin.jobs.StartedJob;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.Page;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API of events that could not be applied. */
@RestController
@RequestMapping("/api/dead-events")
class DeadEventController {

    private final DeadEvents dead;
    private final ReplayDeadEvent replay;
    private final DiscardDeadEvent discard;
    private final ReplayParkedEvents parked;

    DeadEventController(DeadEvents dead, ReplayDeadEvent replay, DiscardDeadEvent discard,
            ReplayParkedEvents parked) {
        this.dead = dead;
        this.replay = replay;
        this.discard = discard;
        this.parked = parked;
    }

    /**
     * A dead event.
     *
     * @param state {@code parked} if it can be applied once a handler for it exists, else {@code rejected}
     * @param body the message as received, or its beginning in a list
     */
    record Item(long id, UUID eventId, String state, String reason, Instant receivedAt, String body) {

        static Item of(DeadEvent event) {
            return new Item(event.id(), event.eventId(), event.state(), event.reason(),
                    event.receivedAt().toInstant(), event.body());
        }
    }

    /** Newest first. */
    @GetMapping
    Page<Item> list(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor actor) {
        actor.require(Permission.viewOperations);
        return Page.of(dead.before(after, size + 1), size, DeadEvent::id).map(Item::of);
    }

    @GetMapping("/{id}")
    Item get(@PathVariable long id, Actor actor) {
        actor.require(Permission.viewOperations);
        return Item.of(dead.get(id));
    }

    /** Applies all parked events again, in a job. */
    @PostMapping("/replay")
    ResponseEntity<StartedJob> replayParked(Actor actor) {
        return StartedJob.accepted(parked.start(actor));
    }

    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable long id, Actor actor) {
        replay.replay(id, actor);
    }

    @PostMapping("/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long id, Actor actor) {
        discard.discard(id, actor);
    }
}

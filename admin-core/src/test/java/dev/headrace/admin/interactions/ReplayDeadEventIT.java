package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.StateOperation;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

class ReplayDeadEventIT {

    @Test
    void anEventOfAnUnknownKindIsParkedAndReplayedOnceSupported() {
        try (CoreUnderTest core = CoreUnderTest.start(); QueuedEvents events = new QueuedEvents(core)) {
            InteractionEvent vote = events.event(PollHandler.KIND, "ann",
                    JsonNodeFactory.instance.objectNode().put("choice", "yes"));
            events.accept(vote, new StateOperation.Member("poll:yes", "ann", true));
            events.send(2, events.views(1));
            events.awaitEmptyQueue();

            UUID id = vote.id().value();
            assertThat(events.tally("views")).isEqualTo(1);
            assertThat(events.dead(id)).startsWith("parked", "unknown kind 'poll'");
            assertThat(events.dead(id).getLast()).contains(InteractionCodec.write(vote));
            assertThat(events.receipt(vote.id())).as("it is still accepted").startsWith("a ");
            assertThat(events.tallyField("p:poll:yes")).as("it is still pending").isEqualTo("1");
            assertThatThrownBy(() -> core.bean(ReplayDeadEvent.class).replay(dead(core, id), Actor.system()))
                    .as("without a handler").hasMessage("The event could not be applied: unknown kind 'poll'");

            core.restartWith(PollHandler.class);

            long dead = dead(core, id);
            Actor editor = new Actor(Actor.Kind.staff, UUID.randomUUID(), "editor@example.org", Role.editor);
            assertThatThrownBy(() -> core.bean(ReplayDeadEvent.class).replay(dead, editor))
                    .hasMessage("Only administrators may replay or discard dead events.");
            assertThat(core.post("/api/dead-events/" + dead + "/replay", "").status()).isEqualTo(204);
            assertThat(core.post("/api/dead-events/" + dead + "/replay", "").status()).as("a second time")
                    .isEqualTo(404);
            assertThat(events.dead(id)).isEmpty();
            assertThat(core.bean(ActivityLog.class).ofSubject(new Subject("event", id.toString()), 9, Actor.system()))
                    .extracting(Activity::action).containsExactly("event.replay");
            assertThat(events.tally("poll:yes")).isEqualTo(1);
            assertThat(events.settled("poll:yes")).isEqualTo("1");
            assertThat(events.tallyField("p:poll:yes")).isNull();
            assertThat(events.receipt(vote.id())).startsWith("s ");
        }
    }

    private static long dead(CoreUnderTest core, UUID eventId) {
        return core.bean(JdbcClient.class).sql("select id from dead_event where event_id = :id").param("id", eventId)
                .query(Long.class).single();
    }
}

package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.StateOperation;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

class ReplayDeadEventIT {

    @Test
    void anEventOfAnUnknownKindIsParkedWholeAndReplayedOnceItHasAHandler() {
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
            assertThat(core.bean(ReplayDeadEvent.class).replay(dead(core, id))).as("without a handler").isFalse();

            core.restartWith(PollHandler.class);

            long dead = dead(core, id);
            assertThat(core.bean(ReplayDeadEvent.class).replay(dead)).isTrue();
            assertThat(core.bean(ReplayDeadEvent.class).replay(dead)).as("a second time").isFalse();
            assertThat(events.dead(id)).isEmpty();
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

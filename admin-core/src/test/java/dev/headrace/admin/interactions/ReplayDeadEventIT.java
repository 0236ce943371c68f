package dev.headrace.admin.interactions;

import static dev.headrace.admin.interactions.QueuedEvents.element;
import static dev.headrace.admin.interactions.QueuedEvents.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.StateOperation;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ReplayDeadEventIT {

    private static InteractionEvent vote(QueuedEvents events, String user, String choice) {
        return events.event(PollHandler.KIND, user, JsonNodeFactory.instance.objectNode().put("choice", choice));
    }

    @Test
    void parkedEventsAreAppliedOnceACoreStartsThatSupportsThem() {
        try (CoreUnderTest core = CoreUnderTest.start(); QueuedEvents events = new QueuedEvents(core)) {
            InteractionEvent vote = vote(events, "ann", "yes");
            events.accept(vote, new StateOperation.Member("poll:yes", "ann", true));
            Target form = new Target("form", "contact");
            InteractionEvent submission = new InteractionEvent(
                    EventId.fresh(System.currentTimeMillis(), form.partition()), "submission", form, null,
                    JsonNodeFactory.instance.objectNode());
            events.send(2, events.views(1));
            events.send(3, submission);
            events.awaitEmptyQueue();

            UUID id = vote.id().value();
            assertThat(events.tally("views")).isEqualTo(1);
            assertThat(events.dead(id)).startsWith("parked", "unknown kind 'poll'");
            assertThat(events.dead(submission.id().value())).as("its target is not an entry")
                    .startsWith("parked", "unknown kind 'submission'");
            assertThat(events.dead(id).getLast()).contains(InteractionCodec.write(vote));
            assertThat(events.receipt(vote.id())).as("it is still accepted").startsWith("a ");
            assertThat(events.tallyField("p:poll:yes")).as("it is still pending").isEqualTo("1");
            assertThatThrownBy(() -> core.bean(ReplayDeadEvent.class).replay(dead(core, id), Actor.system()))
                    .as("without a handler").hasMessage("The event could not be applied: unknown kind 'poll'");

            core.restartWith(PollHandler.class);

            Eventually.holds("it is applied", () -> events.dead(id).isEmpty());
            assertThat(events.tally("poll:yes")).isEqualTo(1);
            assertThat(events.settled("poll:yes")).isEqualTo("1");
            assertThat(events.tallyField("p:poll:yes")).isNull();
            assertThat(events.receipt(vote.id())).startsWith("s ");
        }
    }

    @Test
    void administratorsReplayOneEvent() {
        try (CoreUnderTest core = CoreUnderTest.start(PollHandler.class);
                QueuedEvents events = new QueuedEvents(core)) {
            InteractionEvent vote = vote(events, "ann", "yes");
            UUID id = vote.id().value();
            park(core, vote);
            long dead = dead(core, id);
            Actor editor = new Actor(Actor.Kind.staff, UUID.randomUUID(), "editor@example.org", Role.editor);

            assertThatThrownBy(() -> core.bean(ReplayDeadEvent.class).replay(dead, editor))
                    .hasMessage("Only administrators may replay or discard dead events.");
            assertThat(core.post("/api/dead-events/" + dead + "/replay", "").status()).isEqualTo(204);
            assertThat(core.post("/api/dead-events/" + dead + "/replay", "").status()).as("a second time")
                    .isEqualTo(404);
            assertThat(events.dead(id)).isEmpty();
            assertThat(events.tally("poll:yes")).isEqualTo(1);
            assertThat(core.bean(ActivityLog.class).ofSubject(new Subject("event", id.toString()), 9, Actor.system()))
                    .extracting(Activity::action).containsExactly("event.replay");
        }
    }

    /** A job may have applied it after the discard has read it. */
    @Test
    void discardingAnEventThatWasAppliedKeepsItsEffect() {
        try (CoreUnderTest core = CoreUnderTest.start(PollHandler.class);
                QueuedEvents events = new QueuedEvents(core)) {
            InteractionEvent vote = vote(events, "ann", "yes");
            events.accept(vote, new StateOperation.Member("poll:yes", "ann", true));
            Eventually.passes("it is applied", () -> assertThat(events.receipt(vote.id())).startsWith("s "));
            park(core, vote);

            Answer discarded = core.post("/api/dead-events/" + dead(core, vote.id().value()) + "/discard", "");

            assertThat(discarded.status()).isEqualTo(204);
            assertThat(events.receipt(vote.id())).startsWith("s ");
            assertThat(events.tally("poll:yes")).isEqualTo(1);
        }
    }

    @Test
    void aJobReplaysAllParkedEventsAndReportsThoseThatRemain() {
        try (CoreUnderTest core = CoreUnderTest.start(PollHandler.class);
                QueuedEvents events = new QueuedEvents(core)) {
            InteractionEvent defect = vote(events, "dan", "defect");
            park(core, defect);
            IntStream.range(0, 120).forEach(i -> park(core, vote(events, "user" + i, "yes")));
            Actor editor = new Actor(Actor.Kind.staff, UUID.randomUUID(), "editor@example.org", Role.editor);
            assertThatThrownBy(() -> core.bean(ReplayParkedEvents.class).start(editor))
                    .hasMessage("Only administrators may replay or discard dead events.");

            Answer started = core.post("/api/dead-events/replay", "");

            assertThat(started.status()).as(started.text()).isEqualTo(202);
            String job = "/api/jobs/" + started.json().path("job").stringValue();
            Eventually.holds("the job has ended",
                    () -> core.get(job).json().path("state").stringValue().equals("succeeded"));
            JsonNode ended = core.get(job).json();
            assertThat(ended.path("done").intValue()).as(ended.toString()).isEqualTo(121);
            assertThat(ended.path("failures").findValuesAsString("item"))
                    .containsExactly(defect.id().value().toString());
            assertThat(events.tally("poll:yes")).isEqualTo(120);
            assertThat(core.get("/api/dead-events").json().path("items").findValuesAsString("eventId"))
                    .containsExactly(defect.id().value().toString());
        }
    }

    @Test
    void withoutParkedEventsNothingIsReplayed() {
        try (CoreUnderTest core = CoreUnderTest.start()) {
            Answer refused = core.post("/api/dead-events/replay", "");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("No events are parked.");
        }
    }

    private static void park(CoreUnderTest core, InteractionEvent event) {
        String message = message(element(1, event));
        core.bean(JdbcClient.class).sql("""
                insert into dead_event (event_id, state, body, reason) values (:id, 'parked', :body, 'a defect')""")
                .param("id", event.id().value()).param("body", message).update();
    }

    private static long dead(CoreUnderTest core, UUID eventId) {
        return core.bean(JdbcClient.class).sql("select id from dead_event where event_id = :id").param("id", eventId)
                .query(Long.class).single();
    }
}

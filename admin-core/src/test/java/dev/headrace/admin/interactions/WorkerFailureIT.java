package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.model.InteractionEvent;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

class WorkerFailureIT {

    /** A statement that can never succeed must not be treated as an outage that workers wait for. */
    @Test
    void workersSurviveInvalidStatements() {
        try (CoreUnderTest core = CoreUnderTest.start(PollHandler.class);
                QueuedEvents events = new QueuedEvents(core)) {
            List<InteractionEvent> wrong = Stream.of("broken", "several", "broken", "several")
                    .map(choice -> events.event(PollHandler.KIND, "ann",
                            JsonNodeFactory.instance.objectNode().put("choice", choice)))
                    .toList();
            wrong.forEach(event -> events.send(1, event));
            events.send(2, events.views(3));
            events.awaitEmptyQueue();

            assertThat(events.tally("views")).isEqualTo(3);
            assertThat(wrong).allSatisfy(
                    event -> assertThat(events.dead(event.id().value())).first().isEqualTo("parked"));
        }
    }

    /** For example, while a dump is restored. */
    @Test
    void workersWaitForMissingTables() {
        try (CoreUnderTest core = CoreUnderTest.start(); QueuedEvents events = new QueuedEvents(core)) {
            JdbcClient jdbc = core.bean(JdbcClient.class);
            jdbc.sql("alter table dead_event rename to moved_dead_event").update();
            jdbc.sql("alter table tally rename to moved_tally").update();
            events.send(1, events.views(3));
            Workers workers = core.bean(Workers.class);
            Eventually.holds("the workers say why", () -> {
                String error = workers.status().error();
                return error != null && error.contains("does not exist");
            });

            jdbc.sql("alter table moved_tally rename to tally").update();
            jdbc.sql("alter table moved_dead_event rename to dead_event").update();
            events.awaitEmptyQueue();

            assertThat(events.tally("views")).isEqualTo(3);
            Eventually.holds("the workers are well again", () -> workers.status().error() == null);
        }
    }

    /** More failing messages than workers, so that every worker receives one. */
    @Test
    void workersSurviveErrorsAndHealthNamesThoseThatEnd() {
        try (CoreUnderTest core = CoreUnderTest.start(PollHandler.class);
                QueuedEvents events = new QueuedEvents(core)) {
            for (int i = 0; i < 4; i++) {
                InteractionEvent error = events.event(PollHandler.KIND, "ann",
                        JsonNodeFactory.instance.objectNode().put("choice", "error"));
                events.send(1, error);
            }
            for (int i = 0; i < 20; i++) {
                events.send(2, events.views(1));
            }

            Eventually.holds("the other messages are processed", () -> events.tally("views") == 20);
            QueueHealth health = core.bean(InspectQueue.class).now();
            assertThat(health.workers()).isEqualTo(health.configuredWorkers()).isEqualTo(2);
            Eventually.holds("only the failed messages will be redelivered",
                    () -> core.bean(InteractionQueue.class).depth().inFlight() == 4);
            assertThat(core.bean(QueueHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);

            core.bean(Workers.class).stop();

            assertThat(core.bean(QueueHealthIndicator.class).health().getDetails())
                    .containsEntry("problem", "Only 0 of 2 workers are running.");
        }
    }
}

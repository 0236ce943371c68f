package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class DeadEventPagesIT {

    @Test
    void deadEventsAreAppliedAgainOrDiscarded() {
        try (CoreUnderTest core = CoreUnderTest.start();
                QueuedEvents events = new QueuedEvents(core);
                Browser browser = new Browser(core)) {
            events.send(1, events.event("poll", "ann", JsonNodeFactory.instance.objectNode()));
            events.awaitEmptyQueue();
            browser.signIn();
            Page queue = browser.open("/admin/operations/queue");
            assertThat(queue.texts(".dead-reason")).containsExactly("unknown kind 'poll'");

            Page job = browser.send(queue, "form[action$=dead-events/replay]", Map.of());
            assertThat(job.text("h1")).isEqualTo("Replay events");

            Page applied = browser.send(queue, "form[action$=/1/replay]", Map.of());
            assertThat(applied.text(".alert-danger"))
                    .isEqualTo("The event could not be applied: unknown kind 'poll'");

            Page discarded = browser.send(applied, "form[action$=discard]", Map.of());
            assertThat(discarded.text(".alert-success")).isEqualTo("The event was discarded.");
            assertThat(discarded.texts(".dead-reason")).isEmpty();
        }
    }
}

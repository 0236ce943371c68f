package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.model.Frame;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slugs that move from one document to another. */
class SlugMovesIT {

    private static PublishingFixture content;
    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start();
        core = content.core();
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void aReleasedSlugServesItsNewOwner() {
        String first = content.create("article", "{\"title\": \"One\", \"slug\": \"wanted\"}");
        content.publish("article", first);
        core.patch("/api/entries/article/" + first, "{\"fields\": {\"slug\": \"given-up\"}}");
        content.publish("article", first);
        String second = content.create("article", "{\"title\": \"Two\", \"slug\": \"wanted\"}");
        content.publish("article", second);

        assertThat(content.slug("wanted").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                .hasValue(second);
        assertThat(content.slug("given-up").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                .hasValue(first);
    }

    @Test
    @Tag("ends-servers")
    void aSlugReassignedWhileRedisWasUnavailableServesItsNewOwner() {
        String first = content.create("article", "{\"title\": \"First\", \"slug\": \"passed-on\"}");
        content.publish("article", first);
        String second = content.create("article", "{\"title\": \"Second\"}");
        Backends.redis().kill();
        try {
            core.patch("/api/entries/article/" + first, "{\"fields\": {\"slug\": \"renamed\"}}");
            content.publishLater(first);
            core.patch("/api/entries/article/" + second, "{\"fields\": {\"slug\": \"passed-on\"}}");
            content.publishLater(second);
            content.publishLater(first);
        } finally {
            Backends.redis().start();
        }

        Eventually.passes("both slugs are right", Duration.ofSeconds(60), () -> {
            assertThat(content.slug("passed-on").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                    .hasValue(second);
            assertThat(content.slug("renamed").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                    .hasValue(first);
            assertThat(core.bean(InspectEdge.class).now().waiting().isZero()).isTrue();
        });
    }

    @Test
    @Tag("ends-servers")
    void aSlugThatMayHaveReachedRedisLeadsToTheNewOne() {
        String id = content.create("article", "{\"title\": \"Interrupted\", \"slug\": \"interrupted\"}");
        Backends.redis().kill();
        try {
            content.publishLater(id);
            core.patch("/api/entries/article/" + id, "{\"fields\": {\"slug\": \"uninterrupted\"}}");
            content.publishLater(id);
        } finally {
            Backends.redis().start();
        }

        Eventually.passes("the first slug is replaced", Duration.ofSeconds(60),
                () -> assertThat(content.slug("interrupted").map(Frame::kind)).hasValue(Frame.Kind.MOVED));
    }
}

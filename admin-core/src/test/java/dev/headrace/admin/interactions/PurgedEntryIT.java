package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

class PurgedEntryIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void eventsForPurgedEntriesAreDiscarded() {
        core.apply("types: {article: {title: title, fields: {title: {type: text}}}}");
        String id = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Liked\"}}").json().path("id")
                .stringValue();
        core.delete("/api/entries/article/" + id);
        assertThat(core.delete("/api/entries/article/" + id + "?purge=true").status()).isEqualTo(204);
        try (QueuedEvents events = new QueuedEvents(core, new Target("article", id))) {
            InteractionEvent late = events.like("ann", true);
            events.acceptLike(late, "ann", true);
            InteractionEvent unknown = events.event("unknown", "ann", JsonNodeFactory.instance.objectNode());
            events.send(2, unknown);
            events.awaitEmptyQueue();

            assertThat(events.tally("reaction:like")).isZero();
            assertThat(reactions(id)).isZero();
            assertThat(events.isMember("reaction:like", "ann")).isFalse();
            assertThat(events.tallyField("p:reaction:like")).isNull();
            assertThat(events.hasPending()).isFalse();
            assertThat(events.receipt(late.id())).startsWith("r ");
            assertThat(events.dead(late.id().value())).isEmpty();
            assertThat(events.dead(unknown.id().value())).isEmpty();
        }
    }

    @Test
    void interactionsAreDeletedWhenARemovedLocaleDeletesTheEntry() {
        String types = "types: {article: {title: title, fields: {title: {type: text}}}}\n";
        core.apply(types + "locales: {en: {}, de: {}}\n");
        String id = core.post("/api/entries/article?locale=de", "{\"fields\": {\"title\": \"Gemocht\"}}").json()
                .path("id").stringValue();
        try (QueuedEvents events = new QueuedEvents(core, new Target("article", id))) {
            events.acceptLike(events.like("ann", true), "ann", true);
            events.awaitEmptyQueue();
            assertThat(reactions(id)).isEqualTo(1);

            assertThat(core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml",
                    types + "locales: {en: {}}\n").status()).isEqualTo(200);

            Eventually.holds("the reaction is deleted", () -> reactions(id) == 0);
            Eventually.holds("the reaction is deleted in Redis", () -> !events.isMember("reaction:like", "ann"));
            assertThat(events.tally("reaction:like")).isZero();
        }
    }

    @Test
    void interactionsAreDeletedWithTheirType() {
        core.apply("types: {poster: {title: title, fields: {title: {type: text}}}}");
        String id = core.post("/api/entries/poster", "{\"fields\": {\"title\": \"Liked\"}}").json().path("id")
                .stringValue();
        try (QueuedEvents events = new QueuedEvents(core, new Target("poster", id))) {
            events.acceptLike(events.like("ann", true), "ann", true);
            events.awaitEmptyQueue();
            assertThat(events.tally("reaction:like")).isEqualTo(1);

            assertThat(core.delete("/api/types/poster?force=true").status()).isBetween(200, 299);

            Eventually.holds("the reaction is deleted", () -> reactions(id) == 0);
            Eventually.holds("its members are deleted in Redis", () -> !events.isMember("reaction:like", "ann"));
            Eventually.holds("its tally is deleted in Redis", () -> events.settled("reaction:like") == null);
            assertThat(events.tally("reaction:like")).isZero();
        }
    }

    @Test
    void countsOfARemovedInteractionAreKept() {
        String type = "types: {leaflet: {title: title, fields: {title: {type: text}}, interactions: %s}}";
        String both = type.formatted("{views: {}, reactions: {kinds: [like, wow], who: user}}");
        core.apply(both);
        String id = core.post("/api/entries/leaflet", "{\"fields\": {\"title\": \"Liked\"}}").json().path("id")
                .stringValue();
        try (QueuedEvents events = new QueuedEvents(core, new Target("leaflet", id))) {
            events.acceptLike(events.like("ann", true), "ann", true);
            events.awaitEmptyQueue();

            assertThat(core.apply(type.formatted("{reactions: {kinds: [like], who: user}}")).status())
                    .as("nobody has used what is removed").isEqualTo(200);
            String without = type.formatted("{views: {}}");
            Answer refused = core.apply(without);
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().path("detail").stringValue()).isEqualTo("The change must be allowed: removes the"
                    + " reaction 'like' of 'leaflet': 1 entry has counts, which are kept, but no longer shown.");
            assertThat(core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", without)
                    .status()).isEqualTo(200);

            assertThat(events.tally("reaction:like")).isEqualTo(1);
            assertThat(reactions(id)).isEqualTo(1);
        }
    }

    private static long reactions(String id) {
        return core.bean(JdbcClient.class).sql("select count(*) from reaction where entry_id = :id")
                .param("id", UUID.fromString(id)).query(Long.class).single();
    }

    @Test
    void interactionsOfPurgedEntriesAreDeletedInBothTiers() {
        core.apply("types: {article: {title: title, fields: {title: {type: text}}}}");
        String id = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Liked\"}}").json().path("id")
                .stringValue();
        try (QueuedEvents events = new QueuedEvents(core, new Target("article", id))) {
            events.acceptLike(events.like("ann", true), "ann", true);
            events.awaitEmptyQueue();
            assertThat(events.tally("reaction:like")).isEqualTo(1);
            assertThat(events.isMember("reaction:like", "ann")).isTrue();

            core.call("DELETE", "/api/entries/article/" + id, "application/json", "");
            assertThat(events.tally("reaction:like")).as("of an entry in the trash").isEqualTo(1);
            assertThat(core.call("DELETE", "/api/entries/article/" + id + "?purge=true", "application/json", "")
                    .status()).isEqualTo(204);

            assertThat(events.tally("reaction:like")).isZero();
            assertThat(reactions(id)).isZero();
            assertThat(events.settled("reaction:like")).isNull();
            assertThat(events.isMember("reaction:like", "ann")).isFalse();
        }
    }
}

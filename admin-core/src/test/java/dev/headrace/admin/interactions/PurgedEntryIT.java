package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.model.Target;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PurgedEntryIT {

    @Test
    void whatUsersDidToAPurgedEntryIsDeletedInBothTiers() {
        try (CoreUnderTest core = CoreUnderTest.start()) {
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
                assertThat(core.bean(JdbcClient.class).sql("select count(*) from reaction where entry_id = :id")
                        .param("id", UUID.fromString(id)).query(Long.class).single()).isZero();
                assertThat(events.settled("reaction:like")).isNull();
                assertThat(events.isMember("reaction:like", "ann")).isFalse();
            }
        }
    }
}

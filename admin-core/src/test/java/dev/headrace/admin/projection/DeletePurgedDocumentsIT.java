package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.testkit.Eventually;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The state of purged documents is deleted eventually. */
class DeletePurgedDocumentsIT {

    private CoreUnderTest core;

    @BeforeEach
    void start() {
        core = CoreUnderTest.start();
        core.apply("types: {page: {title: title, fields: {title: {type: text}, slug: {type: slug, from: title}}}}");
    }

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void stateOfPurgedDocumentsIsDeletedAfterTheRetention() {
        String unpublished = published("One");
        core.post("/api/entries/page/" + unpublished + "/unpublish", "");
        String purged = published("Two");
        core.delete("/api/entries/page/" + purged);
        core.delete("/api/entries/page/" + purged + "?purge=true");
        Eventually.holds("everything is projected", () -> jdbc()
                .sql("select count(*) from projection where wanted > done").query(Long.class).single() == 0);

        assertThat(core.bean(DeletePurgedDocuments.class).deleteAll()).isZero();

        jdbc().sql("delete from purged_entry").update();
        assertThat(core.bean(DeletePurgedDocuments.class).deleteAll()).isEqualTo(1);
        assertThat(entries("projection")).containsExactly(unpublished);
        assertThat(entries("given_up_slug")).containsExactly(unpublished);
    }

    @Test
    void stateOfDocumentsThatAreStillToBeRemovedIsKept() {
        published("One");
        Eventually.holds("everything is projected", () -> jdbc()
                .sql("select count(*) from projection where wanted > done").query(Long.class).single() == 0);
        core.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            jdbc().sql("insert into types_to_mark (type, requested_at) values ('page', now())").update();
            jdbc().sql("delete from entry").update();

            assertThat(core.bean(DeletePurgedDocuments.class).deleteAll()).isZero();

            jdbc().sql("delete from types_to_mark").update();
            assertThat(core.bean(DeletePurgedDocuments.class).deleteAll()).isEqualTo(1);
            transaction.setRollbackOnly();
        });
    }

    private String published(String title) {
        String id = core.post("/api/entries/page", "{\"fields\": {\"title\": \"" + title + "\"}}").json().path("id")
                .stringValue();
        assertThat(core.post("/api/entries/page/" + id + "/publish", "").status()).isLessThan(300);
        return id;
    }

    private List<String> entries(String table) {
        return jdbc().sql("select distinct entry_id::text from " + table).query(String.class).list();
    }

    private JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}

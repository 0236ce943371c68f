package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Model changes that affect so many entries that a job adapts their values. */
class ModelChangeIT {

    private static CoreUnderTest core;
    private static ModelJobs jobs;

    @BeforeAll
    static void start() {
        core = CoreUnderTest
                .start(Map.of("HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE", 0, "HEADRACE_JOBS_RETRY_DELAY", "100ms"));
        jobs = new ModelJobs(core);
        core.apply("locales: {en: {}, de: {}}\ntypes: {}\n");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void removedFieldsAreHiddenAtOnceAndRemovedByAJob() {
        core.apply("types: {lossy: {title: title, fields: {title: {type: text}, note: {type: text, unique: true}}}}");
        String id = create("lossy", "{\"title\": \"x\", \"note\": \"secret\"}");
        core.post("/api/entries/lossy/" + id + "/publish", "");

        String job = jobs.whileLocked(id, () -> {
            String started = ModelJobs
                    .job(core.call("PUT", "/api/types/lossy?allowDestructive=true", "application/json",
                            "{\"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\"}}}"));
            assertThat(core.get("/api/entries/lossy/" + id).json().path("fields").propertyNames())
                    .containsExactly("title");
            assertThat(stored(id)).contains("secret");
            return started;
        });

        assertThat(jobs.awaitEnd(job).path("done").intValue()).isEqualTo(1);
        assertThat(stored(id)).doesNotContain("secret");
        assertThat(jdbc().sql("select count(*) from unique_value where entry_id = :id::uuid").param("id", id)
                .query(Long.class).single()).isZero();
    }

    @Test
    void incompatibleValuesAreHiddenAtOnceAndRemovedByAJob() {
        core.apply("types: {retyped: {title: title, fields: {title: {type: text}, width: {type: number}}}}");
        String id = create("retyped", "{\"title\": \"x\", \"width\": 98765}");
        core.post("/api/entries/retyped/" + id + "/publish", "");

        String job = jobs.whileLocked(id, () -> {
            String started = ModelJobs.job(destructive(
                    "types: {retyped: {title: title, fields: {title: {type: text}, width: {type: text}}}}"));
            assertThat(core.get("/api/entries/retyped/" + id).json().at("/fields/width").asString("")).isEmpty();
            return started;
        });

        jobs.awaitEnd(job);
        assertThat(stored(id)).doesNotContain("98765");
    }

    @Test
    void aRemovedLocaleIsHiddenAtOnceAndReservedUntilItsValuesAreDeleted() {
        core.apply(
                "locales: {en: {}, de: {}, fr: {}}\ntypes: {said: {title: title, fields: {title: {type: text, localized: true}}}}");
        String id = create("said", "{\"title\": \"cheese\"}");
        core.patch("/api/entries/said/" + id + "?locale=fr", "{\"fields\": {\"title\": \"fromage\"}}");
        core.post("/api/entries/said/" + id + "/publish?locale=*", "");
        String only = core.post("/api/entries/said?locale=fr", "{\"fields\": {\"title\": \"pain\"}}").json().path("id")
                .stringValue();
        jdbc().sql("insert into tally (entry_id, metric, value, version) values (:id::uuid, 'views', 1, 1)")
                .param("id", only).update();

        String job = jobs.whileLocked(id, () -> {
            String started = ModelJobs.job(destructive("locales: {en: {}, de: {}}\ntypes: {}\n"));
            assertThat(core.get("/api/entries/said/" + id).json().path("locales").propertyNames())
                    .containsExactly("en");
            assertThat(core.get("/api/entries/said/" + only).status()).isEqualTo(404);
            assertThat(jdbc().sql("select count(*) from publication where locale = 'fr'").query(Long.class).single())
                    .isZero();
            Answer back = core.apply("locales: {en: {}, de: {}, fr: {}}\ntypes: {}\n");
            assertThat(back.status()).as(back.text()).isEqualTo(409);
            return started;
        });

        jobs.awaitEnd(job);
        assertThat(entries(only)).isZero();
        assertThat(entries(id)).isEqualTo(1);
        assertThat(jdbc().sql("select count(*) from tally where entry_id = :id::uuid").param("id", only)
                .query(Long.class).single()).isZero();
        assertThat(core.apply("locales: {en: {}, de: {}, fr: {}}\ntypes: {}\n").status()).isEqualTo(200);
        assertThat(core.apply("locales: {en: {}, de: {}}\ntypes: {}\n").status()).isEqualTo(200);
    }

    @Test
    void aDeletedTypeIsHiddenAndItsNameReusableAtOnce() {
        core.apply("types: {going: {title: title, fields: {title: {type: text}, to: {type: reference, to: [going]}}}}");
        String other = create("going", "{\"title\": \"other\"}");
        String id = create("going", "{\"title\": \"gone\", \"to\": \"" + other + "\"}");
        core.post("/api/entries/going/" + other + "/publish", "");
        core.post("/api/entries/going/" + id + "/publish", "");

        String job = jobs.whileLocked(id, () -> {
            Answer deleted = core.delete("/api/types/going?force=true");
            assertThat(deleted.status()).as(deleted.text()).isEqualTo(202);
            assertThat(core.get("/api/entries/going/" + id).status()).isEqualTo(404);
            core.apply("types: {going: {title: title, fields: {title: {type: text}}}}");
            assertThat(core.get("/api/entries/going").json().path("total").intValue()).isZero();
            assertThat(core.get("/api/entries/going/" + id).status()).isEqualTo(404);
            assertThat(entries(id)).isEqualTo(1);
            Eventually.holds("the documents are removed from Redis", () -> jdbc().sql("""
                    select count(*) from projection where entry_id = :id::uuid and wanted > done""").param("id", id)
                    .query(Long.class).single() == 0);
            return ModelJobs.job(deleted);
        });

        jobs.awaitEnd(job);
        assertThat(entries(id)).isZero();
        assertThat(jdbc().sql("select count(*) from content_type where retired").query(Long.class).single()).isZero();
        assertThat(core.get("/api/types/going").status()).isEqualTo(200);
    }

    @Test
    void listsShowTheNewTitleFieldAfterTheJob() {
        core.apply("types: {named: {title: title, fields: {title: {type: text}, other: {type: text}}}}");
        create("named", "{\"title\": \"Old name\", \"other\": \"New name\"}");

        jobs.awaitEnd(ModelJobs.job(core.apply(
                "types: {named: {title: other, fields: {title: {type: text}, other: {type: text}}}}")));

        assertThat(core.get("/api/entries/named?q=new").json().at("/items/0/title").stringValue())
                .isEqualTo("New name");
    }

    @Test
    void anInterruptedRunResumesAfterTheLastBatch() {
        core.apply("types: {many: {title: title, fields: {title: {type: text}, note: {type: text}}}}");
        String type = jdbc().sql("select id from content_type where name = 'many'").query(String.class).single();
        String field = jdbc().sql("select definition::text from content_type where name = 'many'").query(String.class)
                .single().replaceFirst("(?s).*\"note\".*?\"id\"\\s*:\\s*\"(\\d+)\".*", "$1");
        fill(type, field, 450);
        String last = jdbc().sql("select max(id::text) from entry where type_id = :type").param("type", type)
                .query(String.class).single();

        String job = jobs.whileLocked(last, () -> {
            String started = ModelJobs.job(core.call("PUT", "/api/types/many?allowDestructive=true", "application/json",
                    "{\"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\"}}}"));
            Eventually.holds("two batches are done",
                    () -> core.get("/api/jobs/" + started).json().path("done").intValue() == 400);
            return started;
        });

        assertThat(jobs.awaitEnd(job).path("done").intValue()).isEqualTo(450);
        assertThat(jdbc().sql("select count(*) from variant where type_id = :type and jsonb_exists(fields, :field)")
                .param("type", type).param("field", field).query(Long.class).single()).isZero();
    }

    private static void fill(String type, String field, int entries) {
        jdbc().sql("""
                insert into entry (id, type_id, created_at, created_by)
                select gen_random_uuid(), :type, now(), 'test' from generate_series(1, :entries)""").param("type", type)
                .param("entries", entries).update();
        jdbc().sql(
                """
                        insert into variant (entry_id, locale, type_id, title, fields, version, updated_at, updated_by)
                        select id, 'en', type_id, 'x', jsonb_build_object(:field::text, 'y'), 1, now(), 'test'
                        from entry where type_id = :type""")
                .param("type", type).param("field", field).update();
    }

    private static Answer destructive(String yaml) {
        return core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", yaml);
    }

    private static long entries(String id) {
        return jdbc().sql("select count(*) from entry where id = :id::uuid").param("id", id).query(Long.class).single();
    }

    private static String stored(String id) {
        return jdbc().sql("""
                select string_agg(fields::text, ' ') from (select fields from variant where entry_id = :id::uuid
                union all select fields from publication where entry_id = :id::uuid) as all_values""").param("id", id)
                .query(String.class).single();
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}

package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Model changes that affect so many entries that a job adapts their values. */
class ModelChangeIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest
                .start(Map.of("HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE", 0, "HEADRACE_JOBS_RETRY_DELAY", "100ms"));
        core.apply("locales: {en: {}, de: {}}\ntypes: {}\n");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void retiredFieldsAreHiddenAtOnceAndRemovedByAJob() {
        core.apply("types: {lossy: {title: title, fields: {title: {type: text}, note: {type: text, unique: true}}}}");
        String id = create("lossy", "{\"title\": \"x\", \"note\": \"secret\"}");
        core.post("/api/entries/lossy/" + id + "/publish", "");

        String job = whileLocked(id, () -> {
            String started = job(core.call("PUT", "/api/types/lossy?allowDestructive=true", "application/json",
                    "{\"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\"}}}"));
            assertThat(core.get("/api/entries/lossy/" + id).json().path("fields").propertyNames())
                    .containsExactly("title");
            assertThat(stored(id)).contains("secret");
            return started;
        });

        assertThat(awaitEnd(job).path("done").intValue()).isEqualTo(1);
        assertThat(stored(id)).doesNotContain("secret");
        assertThat(jdbc().sql("select count(*) from unique_value where entry_id = :id::uuid").param("id", id)
                .query(Long.class).single()).isZero();
    }

    @Test
    void incompatibleValuesAreHiddenAtOnceAndRemovedByAJob() {
        core.apply("types: {retyped: {title: title, fields: {title: {type: text}, width: {type: number}}}}");
        String id = create("retyped", "{\"title\": \"x\", \"width\": 98765}");
        core.post("/api/entries/retyped/" + id + "/publish", "");

        String job = whileLocked(id, () -> {
            String started = job(destructive(
                    "types: {retyped: {title: title, fields: {title: {type: text}, width: {type: text}}}}"));
            assertThat(core.get("/api/entries/retyped/" + id).json().at("/fields/width").asString("")).isEmpty();
            return started;
        });

        awaitEnd(job);
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

        String job = whileLocked(id, () -> {
            String started = job(destructive("locales: {en: {}, de: {}}\ntypes: {}\n"));
            assertThat(core.get("/api/entries/said/" + id).json().path("locales").propertyNames())
                    .containsExactly("en");
            assertThat(core.get("/api/entries/said/" + only).status()).isEqualTo(404);
            assertThat(jdbc().sql("select count(*) from publication where locale = 'fr'").query(Long.class).single())
                    .isZero();
            Answer back = core.apply("locales: {en: {}, de: {}, fr: {}}\ntypes: {}\n");
            assertThat(back.status()).as(back.text()).isEqualTo(409);
            return started;
        });

        awaitEnd(job);
        assertThat(entries(only)).isZero();
        assertThat(entries(id)).isEqualTo(1);
        assertThat(jdbc().sql("select count(*) from tally where entry_id = :id::uuid").param("id", only)
                .query(Long.class).single()).isZero();
        assertThat(core.apply("locales: {en: {}, de: {}, fr: {}}\ntypes: {}\n").status()).isEqualTo(200);
        assertThat(core.apply("locales: {en: {}, de: {}}\ntypes: {}\n").status()).isEqualTo(200);
    }

    @Test
    void aRetiredTypeIsHiddenAndItsNameReusableAtOnce() {
        core.apply("types: {going: {title: title, fields: {title: {type: text}, to: {type: reference, to: [going]}}}}");
        String other = create("going", "{\"title\": \"other\"}");
        String id = create("going", "{\"title\": \"gone\", \"to\": \"" + other + "\"}");
        core.post("/api/entries/going/" + other + "/publish", "");
        core.post("/api/entries/going/" + id + "/publish", "");

        String job = whileLocked(id, () -> {
            Answer retired = core.delete("/api/types/going?force=true");
            assertThat(retired.status()).as(retired.text()).isEqualTo(202);
            assertThat(core.get("/api/entries/going/" + id).status()).isEqualTo(404);
            core.apply("types: {going: {title: title, fields: {title: {type: text}}}}");
            assertThat(core.get("/api/entries/going").json().path("total").intValue()).isZero();
            assertThat(core.get("/api/entries/going/" + id).status()).isEqualTo(404);
            assertThat(entries(id)).isEqualTo(1);
            Eventually.holds("the documents are removed from Redis", () -> jdbc().sql("""
                    select count(*) from projection where entry_id = :id::uuid and wanted > done""").param("id", id)
                    .query(Long.class).single() == 0);
            return job(retired);
        });

        awaitEnd(job);
        assertThat(entries(id)).isZero();
        assertThat(jdbc().sql("select count(*) from content_type where retired").query(Long.class).single()).isZero();
        assertThat(core.get("/api/types/going").status()).isEqualTo(200);
    }

    @Test
    void aRunningJobDoesNotUndoLaterModelChanges() {
        core.apply("types: {word: {title: title, fields: {title: {type: text}, text: {type: text, localized: true}}}}");
        String id = create("word", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.post("/api/entries/word/" + id + "/locales/de/copy?from=en", "");
        core.patch("/api/entries/word/" + id + "?locale=de", "{\"fields\": {\"text\": \"ja\"}}");
        assertThat(text(id)).isEqualTo("ja");

        String job = whileLocked(id, () -> {
            String started = job(destructive(
                    "types: {word: {title: title, fields: {title: {type: text}, text: {type: text}}}}"));
            core.apply(
                    """
                            types: {word: {title: title, fields: {title: {type: text}, text: {type: text, localized: true}}}}""");
            return started;
        });

        awaitEnd(job);
        assertThat(text(id)).isEqualTo("ja");
    }

    @Test
    void editsBeforeTheJobReachesAnEntryKeepTheValueThatWillBeShared() {
        core.apply("""
                types: {board: {title: title, fields: {title: {type: text, localized: true},
                  text: {type: text, localized: true}}}}""");
        String blocking = create("board", "{\"title\": \"x\"}");
        String id = create("board", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.patch("/api/entries/board/" + id + "?locale=de", "{\"fields\": {\"title\": \"y\", \"text\": \"ja\"}}");
        core.post("/api/entries/board/" + id + "/publish?locale=*", "");
        String untouched = create("board", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.patch("/api/entries/board/" + untouched + "?locale=de", "{\"fields\": {\"text\": \"ja\"}}");

        String job = whileLocked(blocking, () -> {
            String started = job(destructive(
                    "types: {board: {title: title, fields: {title: {type: text, localized: true}, text: {type: text}}}}"));
            core.patch("/api/entries/board/" + id + "?locale=de", "{\"fields\": {\"title\": \"z\"}}");
            core.post("/api/entries/board/" + id + "/publish?locale=de", "");
            assertThat(texts(id)).containsExactly("yes", "yes");
            return started;
        });

        awaitEnd(job);
        assertThat(texts(id)).containsExactly("yes", "yes");
        assertThat(jdbc().sql("select string_agg(fields::text, '') from publication where entry_id = :id::uuid")
                .param("id", id).query(String.class).single()).contains("yes").doesNotContain("ja");
        assertThat(core.put("/api/entries/board/" + untouched + "?locale=de",
                "{\"fields\": {\"text\": \"ja\"}}", "If-Match", "\"1\"").status()).isEqualTo(412);
    }

    private static List<String> texts(String id) {
        return Stream.of("en", "de").map(locale -> core.get("/api/entries/board/" + id + "?locale=" + locale).json()
                .at("/fields/text").stringValue()).toList();
    }

    @Test
    void sharedValuesAreTakenFromTheDefaultLocale() {
        core.apply("types: {sign: {title: title, fields: {title: {type: text}, text: {type: text, localized: true}}}}");
        String id = create("sign", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.post("/api/entries/sign/" + id + "/locales/de/copy?from=en", "");
        core.patch("/api/entries/sign/" + id + "?locale=de", "{\"fields\": {\"text\": \"ja\"}}");

        awaitEnd(job(destructive("types: {sign: {title: title, fields: {title: {type: text}, text: {type: text}}}}")));

        assertThat(core.get("/api/entries/sign/" + id + "?locale=de").json().at("/fields/text").stringValue())
                .isEqualTo("yes");
    }

    @Test
    void listsShowTheNewTitleFieldAfterTheJob() {
        core.apply("types: {named: {title: title, fields: {title: {type: text}, other: {type: text}}}}");
        create("named", "{\"title\": \"Old name\", \"other\": \"New name\"}");

        awaitEnd(job(core.apply(
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

        String job = whileLocked(last, () -> {
            String started = job(core.call("PUT", "/api/types/many?allowDestructive=true", "application/json",
                    "{\"title\": \"title\", \"fields\": {\"title\": {\"type\": \"text\"}}}"));
            Eventually.holds("two batches are done",
                    () -> core.get("/api/jobs/" + started).json().path("done").intValue() == 400);
            return started;
        });

        assertThat(awaitEnd(job).path("done").intValue()).isEqualTo(450);
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
                        insert into variant (entry_id, locale, type_id, title, fields, search_text, version, updated_at, updated_by)
                        select id, 'en', type_id, 'x', jsonb_build_object(:field::text, 'y'), '', 1, now(), 'test'
                        from entry where type_id = :type""")
                .param("type", type).param("field", field).update();
    }

    /** A step of a test. */
    private interface Work {
        String run();
    }

    /** Runs a step while the entry is locked: a job that reaches it times out waiting for the lock, and is retried. */
    private static String whileLocked(String entry, Work work) {
        AtomicReference<String> result = new AtomicReference<>();
        core.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            jdbc().sql("select 1 from entry where id = :id::uuid for update").param("id", entry).query().singleRow();
            result.set(work.run());
        });
        return Objects.requireNonNull(result.get());
    }

    private static Answer destructive(String yaml) {
        return core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", yaml);
    }

    private static String job(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 202);
        assertThat(answer.json().has("job")).as(answer.text()).isTrue();
        return answer.json().path("job").stringValue();
    }

    private static JsonNode awaitEnd(String job) {
        Eventually.holds("the job has succeeded", Duration.ofMinutes(1),
                () -> core.get("/api/jobs/" + job).json().path("state").stringValue().equals("succeeded"));
        return core.get("/api/jobs/" + job).json();
    }

    private static String text(String id) {
        return core.get("/api/entries/word/" + id + "?locale=de").json().at("/fields/text").stringValue();
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

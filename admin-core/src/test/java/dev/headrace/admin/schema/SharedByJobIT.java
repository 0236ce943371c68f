package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fields that are no longer localized, while a job shares their values. */
class SharedByJobIT {

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
    void aRunningJobDoesNotUndoLaterModelChanges() {
        core.apply("types: {word: {title: title, fields: {title: {type: text}, text: {type: text, localized: true}}}}");
        String id = create("word", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.post("/api/entries/word/" + id + "/locales/de/copy?from=en", "");
        core.patch("/api/entries/word/" + id + "?locale=de", "{\"fields\": {\"text\": \"ja\"}}");
        assertThat(text(id)).isEqualTo("ja");

        String job = jobs.whileLocked(id, () -> {
            String started = ModelJobs.job(destructive(
                    "types: {word: {title: title, fields: {title: {type: text}, text: {type: text}}}}"));
            core.apply(
                    """
                            types: {word: {title: title, fields: {title: {type: text}, text: {type: text, localized: true}}}}""");
            return started;
        });

        jobs.awaitEnd(job);
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

        String job = jobs.whileLocked(blocking, () -> {
            String started = ModelJobs.job(destructive(
                    "types: {board: {title: title, fields: {title: {type: text, localized: true}, text: {type: text}}}}"));
            core.patch("/api/entries/board/" + id + "?locale=de", "{\"fields\": {\"title\": \"z\"}}");
            core.post("/api/entries/board/" + id + "/publish?locale=de", "");
            assertThat(texts("board", id)).containsExactly("yes", "yes");
            return started;
        });

        jobs.awaitEnd(job);
        assertThat(texts("board", id)).containsExactly("yes", "yes");
        assertThat(jdbc().sql("select string_agg(fields::text, '') from publication where entry_id = :id::uuid")
                .param("id", id).query(String.class).single()).contains("yes").doesNotContain("ja");
        assertThat(core.put("/api/entries/board/" + untouched + "?locale=de",
                "{\"fields\": {\"text\": \"ja\"}}", "If-Match", "\"1\"").status()).isEqualTo(412);
    }

    @Test
    void copiesOfALocaleThatTheJobHasNotReachedKeepTheValueThatWillBeShared() {
        core.apply("""
                types: {panel: {title: title, fields: {title: {type: text, localized: true},
                  text: {type: text, localized: true}}}}""");
        String blocking = create("panel", "{\"title\": \"x\"}");
        String id = create("panel", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.patch("/api/entries/panel/" + id + "?locale=de", "{\"fields\": {\"title\": \"y\", \"text\": \"ja\"}}");

        String job = jobs.whileLocked(blocking, () -> {
            String started = ModelJobs.job(destructive(
                    """
                            types: {panel: {title: title, fields: {title: {type: text, localized: true}, text: {type: text}}}}"""));
            assertThat(
                    core.call("POST", "/api/entries/panel/" + id + "/locales/en/copy?from=de", "application/json", "",
                            "If-Match", "*").status())
                    .isEqualTo(200);
            return started;
        });

        jobs.awaitEnd(job);
        assertThat(texts("panel", id)).containsExactly("yes", "yes");
    }

    @Test
    void sharedValuesAreTakenFromTheDefaultLocale() {
        core.apply("types: {sign: {title: title, fields: {title: {type: text}, text: {type: text, localized: true}}}}");
        String id = create("sign", "{\"title\": \"x\", \"text\": \"yes\"}");
        core.post("/api/entries/sign/" + id + "/locales/de/copy?from=en", "");
        core.patch("/api/entries/sign/" + id + "?locale=de", "{\"fields\": {\"text\": \"ja\"}}");

        jobs.awaitEnd(ModelJobs
                .job(destructive("types: {sign: {title: title, fields: {title: {type: text}, text: {type: text}}}}")));

        assertThat(core.get("/api/entries/sign/" + id + "?locale=de").json().at("/fields/text").stringValue())
                .isEqualTo("yes");
    }

    private static String text(String id) {
        return core.get("/api/entries/word/" + id + "?locale=de").json().at("/fields/text").stringValue();
    }

    private static List<String> texts(String type, String id) {
        return Stream.of("en", "de")
                .map(locale -> core.get("/api/entries/" + type + "/" + id + "?locale=" + locale).json()
                        .at("/fields/text").stringValue())
                .toList();
    }

    private static Answer destructive(String yaml) {
        return core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", yaml);
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

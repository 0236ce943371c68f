package dev.headrace.admin.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All errors of the API have one form. */
class ProblemDetailsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        core.apply("types: {page: {title: title, fields: {title: {type: text}}}}");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void malformedIdsAreNotFound() {
        for (String path : new String[]{"/api/entries/page/nope", "/api/entries/page/nope/publish", "/api/jobs/nope",
                "/api/import/nope/files"}) {
            Answer answer = path.endsWith("publish") ? core.post(path, "") : core.get(path);

            uniform(answer, 404, path);
            assertThat(answer.json().path("detail").asString()).isEqualTo("Nothing here has the id 'nope'.");
        }
    }

    @Test
    void allErrorsHaveTheSameMembersAndType() {
        uniform(core.get("/api/nothing"), 404, "/api/nothing");
        uniform(core.delete("/api/entries/page"), 405, "/api/entries/page");
        uniform(core.call("POST", "/api/entries/page", "text/plain", "x"), 415, "/api/entries/page");
        uniform(core.post("/api/entries/page", "{"), 400, "/api/entries/page");
        uniform(core.post("/api/entries/page", ""), 400, "/api/entries/page");
        uniform(core.get("/api/jobs?state=odd"), 400, "/api/jobs");
        uniform(core.get("/api/types;x=1"), 400, "/api/types;x=1");
        uniform(core.callWith("hr_unknown", "GET", "/api/types", "application/json", ""), 401, "/api/types");
        uniform(core.send(HttpRequest.newBuilder(core.url("/api/entries/page"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).header("Content-Type", "application/json").build()),
                401,
                "/api/entries/page");
        for (String[] sent : List.of(
                new String[]{"POST", "/api/entries/page", "application/json", "{\"fields\": {\"title\": \"X\"}}"},
                new String[]{"POST", "/api/redirects/import", "text/csv", "/X,/b"},
                new String[]{"POST", "/api/schema/diff", "application/yaml", "types: {X: {}}"})) {
            byte[] overlong = sent[3].replace("X", "\u00c1\u0081").getBytes(ISO_8859_1);
            Answer answer = core.send(HttpRequest.newBuilder(core.url(sent[1]))
                    .method(sent[0], HttpRequest.BodyPublishers.ofByteArray(overlong))
                    .header("Content-Type", sent[2]).header("Authorization", "Bearer " + core.token()).build());
            uniform(answer, 400, sent[1]);
            assertThat(answer.text()).contains("The body is not valid UTF-8.");
        }
        uniform(core.callWith(core.editorToken(), "GET", "/api/audit", "application/json", ""), 403, "/api/audit");
        uniform(core.post("/api/entries/page", "x".repeat(20_000_000)), 413, "/api/entries/page");
    }

    @Test
    void pathsOutsideTheApiAreProblemDetailsForPrograms() {
        uniform(core.get("/nope"), 401, "/nope");
        uniform(core.get("/admin"), 401, "/admin");
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            assertThat(browser.open("/nope").status()).isEqualTo(404);
            assertThat(browser.open("/nope").text(".error-status")).isEqualTo("404");
            Answer program = core.send(HttpRequest.newBuilder(core.url("/nope"))
                    .header("Cookie", "headrace=" + browser.cookie("headrace")).build());
            uniform(program, 404, "/nope");
        }
    }

    @Test
    void invalidParametersOfListsAreReportedTogether() {
        Answer answer = core.get("/api/entries/page?size=100000&page=-1&sort=foo&nofield=1&status=weird&locale=xx");

        uniform(answer, 400, "/api/entries/page");
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/size",
                "/page", "/sort", "/nofield", "/status", "/locale");
        Answer missing = core.call("POST", "/api/import?dryRun=perhaps", "application/x-ndjson", "");
        assertThat(missing.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/type",
                "/source", "/dryRun");
    }

    /** The JSON library reports such numbers in its own way. */
    @Test
    void numbersOutOfRangeAreInvalid() {
        uniform(core.post("/api/types", "{\"name\":1e99999999999}"), 400, "/api/types");
        uniform(core.post("/api/entries/page", "{\"fields\":{\"price\":1e99999999999}}"), 400, "/api/entries/page");
    }

    private static void uniform(Answer answer, int status, String instance) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type")).as(instance)
                .contains("application/problem+json");
        assertThat(answer.json().propertyNames()).as(answer.text()).contains("type", "title", "status", "detail",
                "instance");
        assertThat(answer.json().path("instance").asString()).isEqualTo(instance);
    }
}

package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invalid API calls. */
@Tag("attack")
class StrictRequestsIT {

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
    void unknownAndDuplicateMembersAreRejectedWithPointers() {
        assertRejected("{\"fields\": {\"title\": \"x\"}, \"status\": \"published\"}", "/status");
        assertRejected("{\"fields\": {}, \"feilds\": {}}", "/feilds");
        assertRejected("{\"fields\": {\"title\": \"a\", \"title\": \"b\"}}", "/fields");
        assertRejected("{\"fields\": {}, \"fields\": {}}", "");
        assertRejected("{\"fields\": {}} {}", "");
        assertRejected("{\"fields\": 1}", "/fields");
    }

    private static void assertRejected(String body, String pointer) {
        Answer answer = core.post("/api/entries/page", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).as(answer.text()).isEqualTo(pointer);
    }

    @Test
    void unexpectedBodiesAreRejected() {
        String id = core.post("/api/entries/page", "{\"fields\": {\"title\": \"x\"}}").json().path("id").stringValue();

        Answer answer = core.post("/api/entries/page/" + id + "/publish", "{\"at\": \"2030-01-01T00:00:00Z\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(core.get("/api/entries/page/" + id).json().path("status").stringValue()).isEqualTo("draft");
        assertThat(core.post("/api/entries/page/" + id + "/publish", " {} ").status()).isIn(200, 202);
    }

    @Test
    void repeatedParametersAndNulCharactersAreRejected() {
        for (String query : List.of("status=draft&status=published", "page=1&page=2", "title=a&title=b", "title=%00",
                "q=%00")) {
            Answer answer = core.get("/api/entries/page?" + query);

            assertThat(answer.status()).as(query + " " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("errors").size()).isEqualTo(1);
        }
    }

    @Test
    void unhandledPathsAndMethodsGetProblemDetails() {
        unanswered("GET", "/api/nothing", 404);
        unanswered("GET", "/api/entries/page/x/y/z", 404);
        unanswered("DELETE", "/api/entries/page", 405);
        unanswered("FOO", "/api/entries/page", 405);
        unanswered("GET", "/api/types;x=1", 400);
    }

    private static void unanswered(String method, String path, int status) {
        Answer answer = core.call(method, path, "application/json", "");

        assertThat(answer.status()).as(method + " " + path + " " + answer.text()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.json().path("status").intValue()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @Test
    void malformedRequestsGetProblemDetails() throws IOException {
        for (String line : List.of("GET /api/types/%zz HTTP/1.1", "GET /% HTTP/1.1", "TRACE /api/types HTTP/1.1")) {
            assertThat(raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)HTTP/1.1 40[05].*").contains("application/problem+json", "about:blank");
        }
    }

    @Test
    void pathsThatAreNotUrisAreRejected() throws IOException {
        for (String path : List.of("/api/[x]", "/api/entries/page/[x]", "/admin/[x]")) {
            for (String accept : List.of("*/*", "text/html")) {
                String answer = raw(
                        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: " + accept
                                + "\r\nAuthorization: Bearer " + core.editorToken() + "\r\n\r\n");

                assertThat(answer).as(path + " " + accept).startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void bodiesOfAnyTypeAreUnsupported() {
        for (String type : List.of("application/*", "*/*", "application/*+json")) {
            assertThat(core.call("POST", "/api/entries/page", type, "{}").status()).as(type).isEqualTo(415);
        }
    }

    @Test
    void bracketsOfFiltersNeedNoEscapes() throws IOException {
        assertThat(raw("GET /api/entries/page?title[in]=a,b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void malformedEscapesInQueriesAreRejected() throws IOException {
        for (String query : List.of("limit=%zz", "%zz=1", "limit=1&x=%", "q=%e")) {
            String answer = raw("GET /api/jobs?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + core.editorToken() + "\r\n\r\n");

            assertThat(answer).as(query).startsWith("HTTP/1.1 400").contains("malformed escape");
        }
    }

    @Test
    void browsersGetAnErrorPage() {
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            Page page = browser.open("/admin/nothing");

            assertThat(page.status()).isEqualTo(404);
            assertThat(page.text(".error-status")).isEqualTo("404");
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(core.url("/").getHost(), core.url("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

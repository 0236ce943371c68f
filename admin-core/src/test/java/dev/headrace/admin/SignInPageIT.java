package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in: where it leads, what it stores, and who is kept out. */
@Tag("attack")
class SignInPageIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void open() {
        browser = new Browser(core);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void signInIsRequiredAndThenLeadsToTheRequestedPage() {
        Page asked = browser.open("/admin/operations/activity?action=staff.create");
        assertThat(asked.path())
                .isEqualTo("/admin/sign-in?next=%2Fadmin%2Foperations%2Factivity%3Faction%3Dstaff.create");

        Page wrong = browser.send(asked, "form", Map.of("email", CoreUnderTest.EMAIL, "password", "wrong"));
        Page page = browser.send(wrong, "form",
                Map.of("email", CoreUnderTest.EMAIL, "password", CoreUnderTest.PASSWORD));

        assertThat(wrong.path()).startsWith("/admin/sign-in?failed&next=");
        assertThat(page.path()).isEqualTo("/admin/operations/activity?action=staff.create");
        assertThat(page.text("h1")).isEqualTo("Activity");
    }

    @Test
    void aWrongPasswordIsRejected() {
        Page page = browser.signIn(CoreUnderTest.EMAIL, "wrong");

        assertThat(page.path()).isEqualTo("/admin/sign-in?failed");
        assertThat(page.text("[role=alert]")).contains("or the password is wrong");
        assertThat(browser.open("/admin").path()).isEqualTo("/admin/sign-in");
    }

    @Test
    void invisibleCharactersAndCapitalsInTheAddressDoNotMatter() {
        assertThat(browser.signIn(" \u00a0\t" + CoreUnderTest.EMAIL.toUpperCase(Locale.ROOT) + "\u2003 ",
                CoreUnderTest.PASSWORD).path()).isEqualTo("/admin");
        for (String padding : List.of("", " ", "\u00a0", "\u2003", "\t")) {
            assertThat(browser.signIn(padding + "Padded@example.org" + padding, "guess").path()).endsWith("?failed");
        }

        assertThat(browser.signIn("padded@example.org", "guess").path()).isEqualTo("/admin/sign-in?throttled");
    }

    @Test
    void passwordGuessingIsThrottled() {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("guessed@example.org", "guess " + i).path()).endsWith("?failed");
        }

        Page page = browser.signIn("guessed@example.org", "guess");

        assertThat(page.path()).isEqualTo("/admin/sign-in?throttled");
        assertThat(page.text("[role=alert]")).contains("Too many attempts");
    }

    @Test
    void whoHasToWaitForOthersIsToldHowLong() {
        assertThat(browser.open("/admin/sign-in?waiting=17").text("[role=alert]"))
                .contains("again on this computer in 17");
        assertThat(browser.open("/admin/sign-in?waiting=forever").texts("[role=alert]")).isEmpty();
    }

    @Test
    void throttlingAppliesToAllEncodingsOfThePath() {
        List<Map.Entry<String, String>> guess = List.of(Map.entry("email", "encoded@example.org"),
                Map.entry("password", "guess"));
        for (int i = 0; i < 5; i++) {
            browser.post("/admin/sign%2Din", guess);
        }

        assertThat(browser.post("/admin/sign%2Din", guess).path()).isEqualTo("/admin/sign-in?throttled");
    }

    @Test
    void nothingIsStoredForAnonymousRequests() {
        JdbcClient jdbc = core.bean(JdbcClient.class);
        jdbc.sql("delete from spring_session").update();
        List<Map.Entry<String, String>> form = List.of(Map.entry("email", "nobody@example.org"),
                Map.entry("password", "guess"), Map.entry("_csrf", "made up"));

        browser.open("/");
        browser.open("/admin/operations/queue");
        browser.open("/admin/nowhere");
        browser.open("/nowhere");
        browser.open("/error");
        browser.open("/api/types");
        browser.part("/admin/session");
        browser.post("/admin/sign-in", form);
        browser.post("/admin/sign-out", form);
        browser.post("/admin/content/article/new", form);
        browser.post("/api/entries/article", form);

        assertThat(jdbc.sql("select count(*) from spring_session").query(Long.class).single()).isZero();
        browser.signIn();
        assertThat(jdbc.sql("select max_inactive_interval from spring_session").query(Integer.class).list())
                .containsExactly(12 * 60 * 60);
    }

    @Test
    void signingInDoesNotLeadToAnotherSite() {
        for (String next : List.of("https://example.org/admin", "//example.org/admin", "/\\example.org", "/api/types",
                "/admin/../api", "/admin/x/../../api", "/admin/%2e%2e/api/types", "/admin/.%2E/api/types",
                "/administrator", "/admin/sign-in?failed", "javascript:alert(1)",
                "")) {
            Page form = browser.open("/admin/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));

            Page page = browser.send(form, "form",
                    Map.of("email", CoreUnderTest.EMAIL, "password", CoreUnderTest.PASSWORD));

            assertThat(page.path()).as(next).isEqualTo("/admin");
            browser.send(browser.open("/admin"), "form[action='/admin/sign-out']", Map.of());
        }
    }

    @Test
    void redirectsDoNotRepeatTheHostHeader() throws IOException {
        try (Socket socket = new Socket("localhost", core.url("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /admin HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("Location: /admin/sign-in\r\n").doesNotContain("evil");
        }
    }

    @Test
    void otherSitesCannotSignAnybodyIn() {
        String form = "email=" + CoreUnderTest.EMAIL + "&password=" + CoreUnderTest.PASSWORD;
        for (String[] header : new String[][]{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
                {"Origin", "https://evil.example"}, {"Origin", "null"}}) {
            Answer answer = core.send(HttpRequest.newBuilder(core.url("/admin/sign-in")).header(header[0], header[1])
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)).build());

            assertThat(answer.status()).as(String.join(" ", header)).isEqualTo(403);
        }
        for (String[] header : new String[][]{{"Sec-Fetch-Site", "same-origin"},
                {"Origin", core.url("").toString()}}) {
            Answer answer = core.send(HttpRequest.newBuilder(core.url("/admin/sign-in")).header(header[0], header[1])
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)).build());

            assertThat(answer.response().headers().firstValue("Location")).as(String.join(" ", header))
                    .contains("/admin");
        }
    }

    @Test
    void guessingDoesNotLockAPersonOutOfABrowserInWhichTheyHaveSignedIn() {
        core.bean(JdbcClient.class).sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                select gen_random_uuid(), 'owner@example.org', 'Owner', password_hash, 'editor', now() from staff
                where email = :email""").param("email", CoreUnderTest.EMAIL).update();
        browser.signIn("owner@example.org", CoreUnderTest.PASSWORD);
        browser.send(browser.open("/admin"), "form[action='/admin/sign-out']", Map.of());
        try (Browser other = new Browser(core)) {
            for (int i = 0; i < 30; i++) {
                other.signIn("owner@example.org", "guess " + i);
            }
            assertThat(other.signIn("owner@example.org", CoreUnderTest.PASSWORD).path()).contains("throttled");
        }

        assertThat(browser.signIn("owner@example.org", CoreUnderTest.PASSWORD).path()).isEqualTo("/admin");

        core.bean(JdbcClient.class)
                .sql("update staff set password_hash = '{noop}new' where email = 'owner@example.org'")
                .update();
        browser.send(browser.open("/admin"), "form[action='/admin/sign-out']", Map.of());
        assertThat(browser.signIn("owner@example.org", "new").path()).contains("throttled");
    }

    @Test
    void aSignInPageDoesNotExpire() {
        Page form = browser.open("/admin/sign-in");
        core.bean(JdbcClient.class).sql("delete from spring_session").update();

        Page page = browser.send(form, "form",
                Map.of("email", CoreUnderTest.EMAIL, "password", CoreUnderTest.PASSWORD));

        assertThat(page.text("h1")).isEqualTo("Dashboard");
    }
}

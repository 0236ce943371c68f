package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions of staff, and what pages do without one. */
@Tag("attack")
class SessionPagesIT {

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
    void anonymousBodiesAreLimited() throws IOException {
        assertThat(firstLine("POST /admin/sign-in HTTP/1.1", "Content-Length: 16000000")).contains(" 413 ");
        assertThat(firstLine("POST /admin/sign-in HTTP/1.1", "Transfer-Encoding: chunked")).contains(" 413 ");
        assertThat(firstLine("POST /admin/sign-in HTTP/1.1", "Content-Length: 16000000",
                "Authorization: Bearer hr_nobodys")).contains(" 413 ");
        assertThat(firstLine("PUT /api/entries/article/1 HTTP/1.1", "Content-Length: 16000000")).contains(" 413 ");
        assertThat(firstLine("POST /api/import HTTP/1.1", "Content-Length: 16000000",
                "Authorization: Bearer hr_nobodys")).contains(" 401 ");
    }

    @Test
    void staffMaySendLargerBodies() {
        Page dashboard = browser.signIn();

        Page page = browser.post("/admin/sign-out", List.of(Map.entry("filling", "x".repeat(100_000)),
                Map.entry("_csrf", dashboard.element("[name=_csrf]").val())));

        assertThat(page.path()).isEqualTo("/admin/sign-in?signedOut");
    }

    @Test
    void aFormWithoutASessionAsksToSignIn() {
        Page form = browser.signIn();
        core.bean(JdbcClient.class).sql("delete from spring_session").update();

        Page page = browser.post("/admin/content/article/new",
                List.of(Map.entry("_csrf", form.element("[name=_csrf]").val()), Map.entry("fields/title", "Typed")));

        assertThat(page.path()).isEqualTo("/admin/sign-in?ended");
        assertThat(page.text("[role=alert]")).contains("nothing was saved");
    }

    @Test
    void anOpenPageCanAskForItsSession() {
        assertThat(browser.part("/admin/session").status()).isEqualTo(401);

        browser.signIn();

        assertThat(browser.part("/admin/session").response().body()).contains("\"csrfToken\":\"",
                "\"person\":\"" + CoreUnderTest.EMAIL + "\"");
    }

    /** The response to the head of a form request before any of its body is sent. */
    private static String firstLine(String... head) throws IOException {
        try (Socket socket = new Socket("localhost", core.url("/").getPort())) {
            socket.setSoTimeout(8_000);
            String request = String.join("\r\n", head) + "\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void signingInChangesTheSessionId() {
        browser.signIn();
        String before = browser.cookie("headrace");

        browser.signIn();

        assertThat(before).isNotEmpty();
        assertThat(browser.cookie("headrace")).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void signingOutEndsTheSession() {
        Page dashboard = browser.signIn();

        Page page = browser.send(dashboard, "form[action='/admin/sign-out']", Map.of());

        assertThat(page.text("[role=status]")).isEqualTo("You have signed out.");
        assertThat(browser.open("/admin").path()).isEqualTo("/admin/sign-in");
    }

    @Test
    void aFormWithoutCsrfTokenIsForbidden() {
        browser.signIn();
        Page signOut = browser.post("/admin/sign-out", List.of());

        assertThat(signOut.status()).isEqualTo(403);
        assertThat(signOut.text("h1")).isEqualTo("Permission denied");
        assertThat(browser.open("/admin").path()).isEqualTo("/admin");
    }

    @Test
    void pageFragmentsAreNeverReplacedByTheSignInPage() {
        Page page = browser.part("/admin/operations/queue");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.response().headers().firstValue("HX-Refresh")).contains("true");
        assertThat(page.response().body()).isEmpty();
    }

    @Test
    void pagesHaveNoInlineScriptsOrStyles() {
        Page page = browser.signIn();

        assertThat(page.response().headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'").contains("style-src 'self'").doesNotContain("unsafe");
        assertThat(page.html().select("script:not([src]), style, [style], [onclick], [onload]")).isEmpty();
    }

    @Test
    void assetsArePublicAndCacheableForAYear() {
        Page page = browser.open("/admin/sign-in");
        String style = page.element("link[rel=stylesheet][href*=assets]").attr("href");

        Page file = browser.open(style);

        assertThat(style).matches("/assets/admin-[0-9a-f]+\\.css");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=31536000");
    }

    @Test
    void missingPagesHaveAnErrorPageWithoutStackTrace() {
        browser.signIn();

        Page page = browser.open("/admin/nowhere");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text("h1")).isEqualTo("Page not found");
        assertThat(page.response().body()).doesNotContain("Exception");
        assertThat(browser.open("/admin/content/nothing").text(".empty-subtitle"))
                .isEqualTo("There is no type 'nothing'.");
        assertThat(browser.open("/admin/content/nothing/not-an-id").status()).isEqualTo(404);
        assertThat(core.get("/api/types/nothing").json().path("detail").stringValue())
                .isEqualTo("There is no type 'nothing'.");
    }

    @Test
    void aChangedRoleAppliesToTheSessionAtOnce() {
        browser.signIn();
        assertThat(browser.open("/admin/operations/activity").status()).isEqualTo(200);
        assertThat(browser.open("/api/audit").status()).isEqualTo(200);
        setRole("editor");

        Page refused = browser.open("/admin/operations/activity");
        Page refusedCall = browser.open("/api/audit");

        setRole("administrator");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.texts(".nav-link-title")).contains("Dashboard").doesNotContain("Activity");
        assertThat(refusedCall.status()).isEqualTo(403);
        assertThat(browser.open("/admin/operations/activity").status()).isEqualTo(200);
    }

    @Test
    void aRemovedPersonIsSignedOut() {
        core.bean(JdbcClient.class).sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                select gen_random_uuid(), 'leaving@example.org', 'Leaving', password_hash, 'editor', now() from staff
                where email = :email""").param("email", CoreUnderTest.EMAIL).update();
        browser.signIn("leaving@example.org", CoreUnderTest.PASSWORD);
        assertThat(browser.open("/admin").path()).isEqualTo("/admin");
        assertThat(browser.open("/api/types").status()).isEqualTo(200);

        core.bean(JdbcClient.class).sql("delete from staff where email = 'leaving@example.org'").update();

        assertThat(browser.open("/api/types").status()).isEqualTo(401);
        assertThat(browser.open("/admin").path()).isEqualTo("/admin/sign-in");
        assertThat(core.bean(JdbcClient.class)
                .sql("select count(*) from spring_session where principal_name = 'leaving@example.org'")
                .query(Long.class).single()).isZero();
    }

    private static void setRole(String role) {
        core.bean(JdbcClient.class).sql("update staff set role = :role where email = :email").param("role", role)
                .param("email", CoreUnderTest.EMAIL).update();
    }
}

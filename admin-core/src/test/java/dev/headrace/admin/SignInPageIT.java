package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void whoIsNotSignedInIsAskedToAndThenComesToWhereTheyWanted() {
        Page asked = browser.open("/admin/operations/queue");
        assertThat(asked.path()).isEqualTo("/admin/sign-in");

        Page page = browser.send(asked, "form",
                Map.of("email", CoreUnderTest.EMAIL, "password", CoreUnderTest.PASSWORD));

        assertThat(page.path()).startsWith("/admin/operations/queue");
        assertThat(page.text("h1")).isEqualTo("Queue");
    }

    @Test
    void aWrongPasswordIsRefused() {
        Page page = browser.signIn(CoreUnderTest.EMAIL, "wrong");

        assertThat(page.path()).isEqualTo("/admin/sign-in?failed");
        assertThat(page.text("[role=alert]")).contains("do not belong together");
        assertThat(browser.open("/admin").path()).isEqualTo("/admin/sign-in");
    }

    @Test
    void guessingIsThrottled() {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("guessed@example.org", "guess " + i).path()).endsWith("?failed");
        }

        Page page = browser.signIn("guessed@example.org", "guess");

        assertThat(page.path()).isEqualTo("/admin/sign-in?throttled");
        assertThat(page.text("[role=alert]")).contains("too many failed attempts");
    }

    @Test
    void signingInChangesTheSessionsId() {
        browser.open("/admin/sign-in");
        String before = browser.cookie("headrace");

        browser.signIn();

        assertThat(before).isNotEmpty();
        assertThat(browser.cookie("headrace")).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void signingOutEndsTheSession() {
        Page dashboard = browser.signIn();

        Page page = browser.send(dashboard, "form[action='/admin/sign-out']", Map.of());

        assertThat(page.text("[role=status]")).isEqualTo("You are signed out.");
        assertThat(browser.open("/admin").path()).isEqualTo("/admin/sign-in");
    }

    @Test
    void aFormWithoutItsTokenIsForbidden() {
        Page signIn = browser.post("/admin/sign-in",
                List.of(Map.entry("email", CoreUnderTest.EMAIL), Map.entry("password", CoreUnderTest.PASSWORD)));
        assertThat(signIn.status()).isEqualTo(403);

        browser.signIn();
        Page signOut = browser.post("/admin/sign-out", List.of());

        assertThat(signOut.status()).isEqualTo(403);
        assertThat(signOut.text("h1")).isEqualTo("You may not do this");
        assertThat(browser.open("/admin").path()).isEqualTo("/admin");
    }

    @Test
    void aPartOfAPageIsNeverReplacedByTheSignInPage() {
        Page page = browser.part("/admin/operations/queue");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.response().headers().firstValue("HX-Refresh")).contains("true");
        assertThat(page.response().body()).isEmpty();
    }

    @Test
    void nothingOnAPageNeedsAnInlineScriptOrStyle() {
        Page page = browser.signIn();

        assertThat(page.response().headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'").contains("style-src 'self'").doesNotContain("unsafe");
        assertThat(page.html().select("script:not([src]), style, [style], [onclick], [onload]")).isEmpty();
    }

    @Test
    void filesArePublicAndMayBeKeptForAYear() {
        Page page = browser.open("/admin/sign-in");
        String style = page.element("link[rel=stylesheet][href*=assets]").attr("href");

        Page file = browser.open(style);

        assertThat(style).matches("/assets/admin-[0-9a-f]+\\.css");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=31536000");
    }

    @Test
    void whatIsNotThereHasAPageOfItsOwnAndNoStackTrace() {
        browser.signIn();

        Page page = browser.open("/admin/nowhere");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text("h1")).isEqualTo("There is nothing here");
        assertThat(page.response().body()).doesNotContain("Exception");
        assertThat(browser.open("/admin/content/nothing").text(".empty-subtitle"))
                .isEqualTo("There is no type 'nothing'.");
        assertThat(browser.open("/admin/content/nothing/not-an-id").status()).isEqualTo(404);
        assertThat(core.get("/api/types/nothing").json().path("detail").stringValue())
                .isEqualTo("There is no type 'nothing'.");
    }
}

package dev.headrace.local.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.headrace.local.browser.Axe;
import dev.headrace.local.browser.Axe;
import dev.headrace.local.browser.Chromium;
import dev.headrace.local.client.ClientSource;
import dev.headrace.local.client.GeneratedClient;
import dev.headrace.local.client.Language;
import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.token.UserTokens;
import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import dev.headrace.testkit.openapi.Description;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Staff and end users use the demo system, with all servers running and with one of them down. All of it is one class,
 * although a long one, because a start of the system takes longer than most of these tests.
 */
class WholeSystemIT {

    private static final int CORE_PORT = FreePorts.next();
    private static final int EDGE_PORT = FreePorts.next();
    private static final String CORE = "http://localhost:" + CORE_PORT;
    private static final String EDGE = "http://localhost:" + EDGE_PORT;
    private static final Pattern PASSWORD = Pattern.compile("password (\\S{24}) ");
    private static final Pattern SITE = Pattern.compile("site   (\\S+)");
    private static final Duration RESTART_TIMEOUT = Duration.ofMinutes(2);
    private static final String NARROW_LAYOUT = resource("narrow_layout.js");
    private static final List<String> ADMIN_PAGES = List.of("/admin", "/admin/content/article",
            "/admin/content/article?status=trashed", "/admin/content/article/filters/new?field=minutes",
            "/admin/content/article?format=feature&minutes%5Bgte%5D=5&featured=maybe&columns=authors,topic,tags,date,format",
            "/admin/content/article?q=nothing-has-this",
            "/admin/content/article/new", "/admin/search?q=bridge", "/admin/operations/queue",
            "/admin/operations/activity", "/admin/operations/jobs", "/admin/releases", "/admin/schedule/calendar",
            "/admin/content/no-such-type");

    @TempDir
    static Path temp;
    private static LocalData data;
    private static RunningUp up;
    private static EndUser ada;
    private static EndUser ben;

    @BeforeAll
    static void start() {
        data = new LocalData(temp.resolve("data"));
        up = RunningUp.start(data.folder(), temp.resolve("up.log"), "--core-port",
                Integer.toString(CORE_PORT), "--edge-port", Integer.toString(EDGE_PORT)).awaitReady();
        ada = new EndUser(EDGE, data, "ada");
        ben = new EndUser(EDGE, data, "ben");
    }

    @AfterAll
    static void stop() {
        up.close();
        ada.close();
        ben.close();
    }

    @Test
    void edgeServesWhatAnEditorPublishesInABrowser() throws Exception {
        List<String> errors = new ArrayList<>();
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);

            signIn(page);
            menuLink(page, "Article").click();
            page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).fill("bridge taken");
            Locator found = page.locator(".entry-link");
            // The full first page, until the search results replace it.
            assertThat(found).not().hasCount(50);
            found.filter(new Locator.FilterOptions().setHasText("A Bridge That Was Taken In")).click();

            page.getByLabel("Title").fill("A Bridge for the Summer");
            button(page, "Save and publish").click();
            assertThat(page.locator("#publication[data-stage=live] .receipt"))
                    .hasText(Pattern.compile("Live at the edge, version 2, \\d+ ms"));
        }

        // No waiting: the receipt said that it is live.
        JsonNode article = ada.read("/v1/content/article/a-bridge-that-was-taken-in");
        assertThat(article.path("title").asString()).isEqualTo("A Bridge for the Summer");
        JsonNode found = ada.read("/v1/search?q=brigde%20summ&types=article&facets=format");
        assertThat(found.at("/items/0/id")).isEqualTo(article.path("id"));
        assertThat(found.at("/items/0/highlights/title/0").asString())
                .isEqualTo("A <mark>Bridge</mark> for the <mark>Summer</mark>");
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    @Test
    void aReleaseIsComposedPublishedAndRolledBack() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            signIn(page);
            new ReleaseStory(page, CORE, ada).tell("hedges-are-slow-architecture");
        }
    }

    @Test
    void inputIsKeptWhenTheSessionEnds() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/article/new");
            page.getByLabel("Title").fill("Typed before the session ended");
            page.context().clearCookies();

            button(page, "Save").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("You are signed out");
            Page other = page.waitForPopup(() -> page
                    .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Sign in in a new tab")).click());
            signIn(other);
            button(page, "Close").click();
            button(page, "Save").click();

            assertThat(page.locator(".alert-success")).hasText("Saved as version 1.");
            assertThat(page.getByLabel("Title")).hasValue("Typed before the session ended");
        }
    }

    @Test
    void changesAreNotSavedAsAnotherPersonsUnnoticed() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/article/new");
            page.getByLabel("Title").fill("Typed by the first person");
            // As if somebody else had signed in in another tab.
            page.evaluate("document.getElementById('signed-out').dataset.person = 'first@example.org'");

            button(page, "Save").click();
            assertThat(page.getByRole(AriaRole.DIALOG))
                    .containsText("This browser is now signed in as admin@localhost");
            button(page, "Save anyway").click();

            assertThat(page.locator(".alert-success")).hasText("Saved as version 1.");
        }
    }

    @Test
    void adminPagesFitAPhone() throws Exception {
        try (Chromium chromium = Chromium.start(); CoreClient client = client()) {
            String nested = SampleEntries.nested(client);
            String job = LocalCore.JSON.readTree(client.get("/api/jobs")).at("/items/0/id").asString();
            Page page = chromium.newPage(390, 844);
            signIn(page);
            for (String path : ADMIN_PAGES) {
                assertFits(page, path);
            }
            assertFits(page, "/admin/operations/jobs/" + job);
            assertFits(page, "/admin/content/nest/" + nested);
            assertFits(page, "/admin/content/nest/" + nested + "/revisions/1");
            client.delete("/api/entries/nest/" + nested);
            assertFits(page, "/admin/content/nest/" + nested);
        }
    }

    private static void assertFits(Page page, String path) {
        page.navigate(CORE + path);
        assertThat((List<?>) page.evaluate(NARROW_LAYOUT)).as(path).isEmpty();
    }

    @Test
    void listsAreFilteredWithTheKeyboard() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/article?columns=topic");
            Locator chips = page.locator(".filter-words");

            page.locator("#add-filter").press("Enter");
            page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Format").setExact(true)).press("Enter");
            assertThat(page.locator("#filter-operator")).isFocused();
            assertThat(Axe.violations(page)).isEmpty();
            page.locator("#filter-value").selectOption("essay");
            page.locator("#filter-value").press("Tab");
            page.keyboard().press("Enter");
            assertThat(chips).hasText(new String[]{"Format is essay"});
            assertThat(page).hasURL(CORE + "/admin/content/article?format=essay&columns=topic");
            assertThat(page.locator("#add-filter")).isFocused();

            page.keyboard().press("Enter");
            page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Topic").setExact(true)).press("Enter");
            assertThat(page.locator("#filter-entry")).isFocused();
            page.keyboard().type("citi");
            assertThat(page.locator("#filter-offered .suggestion-title")).hasText(new String[]{"Cities"});
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(chips).hasText(new String[]{"Format is essay", "Topic is Cities"});
            assertThat(page.locator("tbody .col-value").first()).hasText("Cities");
            assertThat(Axe.violations(page)).isEmpty();

            page.locator("#remove-filter-0").press("Enter");
            assertThat(chips).hasText(new String[]{"Topic is Cities"});
            page.locator("#remove-filter-0").press("Enter");
            assertThat(chips).hasCount(0);
            assertThat(page.locator("#add-filter")).isFocused();
        }
    }

    @Test
    void columnsAreChosenWithTheKeyboardAndStay() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/article?format=essay");
            Locator menu = page.locator("details[data-menu-of=columns]");

            page.locator("#choose-columns").press("Enter");
            menu.getByLabel("Minutes").press("Space");
            assertThat(Axe.violations(page)).isEmpty();
            page.keyboard().press("Escape");
            assertThat(menu.getByLabel("Minutes")).isHidden();
            assertThat(page.locator("#choose-columns")).isFocused();
            page.keyboard().press("Enter");
            button(page, "Show columns").press("Enter");
            assertThat(page.locator("th.col-value")).hasText(new String[]{"Minutes"});

            page.getByLabel("Rows").selectOption("25");
            assertThat(page).hasURL(CORE + "/admin/content/article?format=essay&columns=minutes&size=25");
            page.getByLabel("Rows").selectOption("50");
            assertThat(page).hasURL(CORE + "/admin/content/article?format=essay&columns=minutes");

            // The menu leads back to the list as it was left, and from there to all entries.
            page.navigate(CORE + "/admin");
            menuLink(page, "Article").click();
            assertThat(page).hasURL(CORE + "/admin/content/article?format=essay&columns=minutes");
            menuLink(page, "Article").click();
            assertThat(page).hasURL(CORE + "/admin/content/article?columns=minutes");
            Page other = page.context().newPage();
            other.navigate(CORE + "/admin");
            menuLink(other, "Article").click();
            assertThat(other).hasURL(CORE + "/admin/content/article?columns=minutes");
        }
    }

    private static Locator menuLink(Page page, String name) {
        return page.getByRole(AriaRole.NAVIGATION, new GetByRoleOptions().setName("Main"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    void elementsAreLabelledByNumberAndFirstText() throws Exception {
        try (Chromium chromium = Chromium.start(); CoreClient client = client()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/nest/" + SampleEntries.nested(client));
            Locator summaries = page.locator(".element-summary");
            assertThat(summaries).hasText(new String[]{"level 1", "level 2", "level 3", "level 4"});

            page.locator("[name$='/name']").first().fill("another name");
            assertThat(summaries.first()).hasText("another name");

            button(page, "Add to Inner").last().click();
            assertThat(button(page, "Move up: Inner 2")).hasCount(1);
            page.keyboard().type("second");
            button(page, "Move up: Inner 2").click();
            assertThat(summaries.first()).hasText("second");
            assertThat(button(page, "Move down: Inner 1")).isFocused();
        }
    }

    @Test
    void longListsAreLaidOutWhereTheyAreVisible() throws Exception {
        try (Chromium chromium = Chromium.start(); CoreClient client = client()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/walk/" + SampleEntries.walk(client, 100));
            Locator last = page.locator(".element").last();
            Locator unsaved = page.locator("#unsaved");
            assertThat((Boolean) last
                    .evaluate("each => each.lastElementChild.checkVisibility({contentVisibilityAuto: true})"))
                    .isFalse();
            assertThat(last).hasCSS("display", "block");

            last.getByLabel("Name").fill("changed");
            assertThat(unsaved).isVisible();
            assertThat(last.locator(".element-summary")).hasText("changed");
            last.getByLabel("Name").fill("step 100");
            assertThat(unsaved).isHidden();
            button(page, "Move up: Steps 100").click();
            assertThat(unsaved).isVisible();
            assertThat(page.locator(".element-summary").nth(98)).hasText("step 100");
            button(page, "Save").click();
            assertThat(page.locator(".element-summary").nth(98)).hasText("step 100");
            assertThat(unsaved).isHidden();
        }
    }

    @Test
    void dialogsAreCenteredAndCorrectedFieldsAreNotMarkedAsWrong() throws Exception {
        try (Chromium chromium = Chromium.start(); CoreClient client = client()) {
            Page page = chromium.newPage();
            signIn(page);
            page.navigate(CORE + "/admin/content/walk/" + SampleEntries.walk(client, 1));
            button(page, "Move to trash…").click();
            BoundingBox dialog = page.locator("dialog[open]").boundingBox();
            assertThat(dialog.y).isCloseTo(page.viewportSize().height - dialog.y - dialog.height, within(1.0));
            button(page, "Cancel").click();

            Locator title = page.getByLabel("Title");
            title.fill("");
            button(page, "Save and publish").click();
            assertThat(title).hasAttribute("aria-invalid", "true");
            title.fill("A long walk");
            assertThat(title).not().hasAttribute("aria-invalid", "true");
            assertThat(title).not().hasClass(Pattern.compile("is-invalid"));
        }
    }

    @Test
    void theSampleSiteReadsSearchesLikesAndFollowsChanges() throws Exception {
        Matcher site = SITE.matcher(up.text());
        assertThat(site.find()).as(up.text()).isTrue();
        List<String> errors = new ArrayList<>();
        try (Chromium chromium = Chromium.start(); CoreClient client = client()) {
            Page page = chromium.newPage(390, 800);
            page.onConsoleMessage(message -> {
                // The read of what is not published is logged, too.
                if (message.type().equals("error") && !message.text().contains("404")) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);

            page.navigate(site.group(1));
            assertThat(page.locator(".card")).hasCount(12);
            assertThat(Axe.violations(page)).isEmpty();
            page.locator("#next").click();
            assertThat(page.locator("#first")).isVisible();
            page.getByLabel("Search the magazine").fill("patiance");
            button(page, "Search").click();
            assertThat(page.locator(".card mark").first()).hasText("Patience");
            page.locator(".card a").first().click();
            assertThat(page.locator("h1")).hasText("The Patience of Wood");
            assertThat(page.locator("#counts")).containsText("1 view");
            button(page, "Like").click();
            assertThat(page.locator("#counts")).containsText("1 like");
            assertThat(Axe.violations(page)).isEmpty();

            String path = "/api/entries/article/" + ada.read("/v1/content/article/the-patience-of-wood").path("id")
                    .asString();
            client.post(path + "/unpublish", "application/json", "");
            assertThat(page.locator("#status")).hasText("This article is not published.");
            client.post(path + "/publish", "application/json", "");
            assertThat(page.locator("#status")).hasText("Updated just now.");
        }
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    @Test
    void descriptionsCanBeBrowsed() throws Exception {
        List<String> requests = new ArrayList<>();
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.newPage();
            List<String> errors = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            page.onRequest(request -> requests.add(request.url()));
            signIn(page);
            page.navigate(CORE + "/api/docs");

            page.locator("#operations-article-get_article button").first().click();
            assertThat(page.locator("#operations-article-get_article .responses-wrapper")).containsText("The document");
            assertThat(errors).isEmpty();
        }
        assertThat(requests).allMatch(url -> url.startsWith(CORE) || url.startsWith("data:"));
    }

    @Test
    void responsesAreAsTheEdgeDescribesThem() throws Exception {
        Description description = Description.parse(ada.text("/v1/openapi.json"));

        assertThat(description.problems()).isEmpty();
        for (String[] call : new String[][]{
                {"/v1/content/article/{idOrSlug}", "/v1/content/article/spring-tides?with=stats"},
                {"/v1/content/article/{idOrSlug}", "/v1/content/article/spring-tides?view=card"},
                {"/v1/content/article", "/v1/content/article?limit=100&with=stats&view=card"},
                {"/v1/content/author", "/v1/content/author?limit=100"},
                {"/v1/search", "/v1/search?q=water&facets=topic,format&with=stats&limit=50"},
                {"/v1/redirects", "/v1/redirects"}, {"/v1", "/v1"}}) {
            assertThat(description.violations("get", call[0], 200, ada.text(call[1]))).as(call[1]).isEmpty();
        }
        assertThat(description.violations("Problem", ada.text("/v1/content/article?colour=red"))).isEmpty();
        for (String line : ada.lines("/v1/sync?types=article")) {
            assertThat(description.violations("SyncLine", line)).isEmpty();
        }
    }

    @Test
    void generatedClientsAreCompiledAndWork(@TempDir Path folder) throws Exception {
        GeneratedClient generated = new GeneratedClient(folder);
        String token = new UserTokens(data, Clock.systemUTC()).issue("clara");
        String[] expected = {"title Spring Tides author", "pages", "found Spring <mark>Tides</mark>", "reactions",
                "error Not Found: "};
        try (CoreClient client = client(); PrintWriter nowhere = new PrintWriter(Writer.nullWriter())) {
            new ClientSource(Language.typescript, client).write(generated.file("headrace.ts"), nowhere);
            new ClientSource(Language.python, client).write(generated.file("headrace.py"), nowhere);
        }

        assertThat(generated.typeScript(EDGE, token)).contains(expected).contains("pages true", "reactions true");
        assertThat(generated.python(EDGE, token)).contains(expected).contains("pages True", "reactions True");
    }

    @Test
    void copiesAreSynchronizedWithATokenFromBeforeARebuild() throws Exception {
        try (CoreClient client = client()) {
            String walk = SampleEntries.walk(client, 1);
            client.post("/api/entries/walk/" + walk + "/publish", "application/json", "");
            Eventually.passes("all documents are sent",
                    () -> assertThat(ada.lines("/v1/sync?types=walk").getFirst()).contains("\"id\":\"" + walk + "\""));
            List<String> all = ada.lines("/v1/sync");
            String token = LocalCore.JSON.readTree(all.getLast()).path("next").asString();

            String job = LocalCore.JSON.readTree(client.post("/api/rebuild", "application/json", "")).path("job")
                    .asString();
            Eventually.holds("everything is written again", RESTART_TIMEOUT, () -> LocalCore.JSON
                    .readTree(client.get("/api/jobs/" + job)).path("state").asString().equals("succeeded"));
            client.post("/api/entries/walk/" + walk + "/unpublish", "application/json", "");

            Eventually.passes("each document is sent once", () -> {
                List<String> changes = ada.lines("/v1/sync?after=" + token);
                assertThat(changes).hasSameSizeAs(all)
                        .contains("{\"delete\":{\"id\":\"" + walk + "\",\"type\":\"walk\"}}");
            });
        }
    }

    @Test
    void edgeServesReadsAndAcceptsWritesWhileTheCoreIsDown() throws Exception {
        String path = "/v1/content/article/spring-tides";
        JsonNode before = ada.read(path);
        int started = restarts("core");
        up.killServer("core");

        String first = ada.like(before);
        String second = ben.like(before);
        assertThat(ada.read(path)).isEqualTo(before);
        assertThat(ada.read(path + "?with=stats").path("_stats").path("reactions").path("like").asInt()).isEqualTo(2);
        assertThat(ada.status(first)).isEqualTo("accepted");
        assertThat(restarts("core")).as("the core is still down").isEqualTo(started);

        Eventually.holds("both likes are stored once the core is back", RESTART_TIMEOUT,
                () -> ada.status(first).equals("stored") && ben.status(second).equals("stored"));
        assertThat(likes(path)).isEqualTo(2);
    }

    @Test
    void acceptedEventsSurviveARedisCrash() throws Exception {
        String path = "/v1/content/article/bridges-that-move";
        int started = restarts("redis");
        String first = ada.like(ada.read(path));
        up.killServer("redis");

        Eventually.holds("Redis was restarted", RESTART_TIMEOUT, () -> restarts("redis") > started);
        Eventually.holds("the like is stored", () -> ada.status(first).equals("stored"));
        String second = ben.like(ben.read(path));
        Eventually.holds("another like is stored", () -> ben.status(second).equals("stored"));
        assertThat(likes(path)).isEqualTo(2);
    }

    private static CoreClient client() {
        return LocalCore.client(Installation.find(), data);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(WholeSystemIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signIn(Page page) {
        page.navigate(CORE + "/admin");
        page.getByLabel("Email address").fill("admin@localhost");
        page.getByLabel("Password").fill(firstPassword());
        button(page, "Sign in").click();
        assertThat(page.locator("#menu")).hasCount(1);
    }

    private static int likes(String path) throws Exception {
        return ada.read(path + "?with=stats").path("_stats").path("reactions").path("like").asInt(-1);
    }

    /** How often {@code up} has restarted the server. */
    private static int restarts(String server) {
        return (int) up.text().lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).endsWith(" " + server + " restarted"))
                .count();
    }

    private static String firstPassword() {
        Matcher password = PASSWORD.matcher(up.text());
        assertThat(password.find()).as(up.text()).isTrue();
        return password.group(1);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}

package dev.headrace.local.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.headrace.local.browser.Axe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An editor composes a release of two articles, publishes it, and rolls it back. */
final class ReleaseStory {

    private static final String ADDED = "A Release of Its Own";

    private final Page page;
    private final String core;
    private final EndUser reader;

    /** @param page of somebody who is signed in */
    ReleaseStory(Page page, String core, EndUser reader) {
        this.page = page;
        this.core = core;
        this.reader = reader;
    }

    /** @param slug of a published article */
    void tell(String slug) throws Exception {
        JsonNode before = reader.read("/v1/content/article/" + slug);
        String id = before.path("id").asString();

        page.navigate(core + "/admin/content/article/" + id);
        page.getByLabel("Title").fill("Changed in a release");
        button("Save").click();
        addToRelease("Spring issue");
        assertThat(page.locator(".alert-success")).hasText("Added to the release “Spring issue”.");
        page.navigate(core + "/admin/content/article/new");
        page.getByLabel("Title").fill(ADDED);
        button("Save").click();
        assertThat(page.locator(".alert-success")).hasText("Saved as version 1.");
        addToRelease(null);

        page.locator("#releases").getByRole(AriaRole.LINK).click();
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasText("Spring issue");
        assertThat(page.locator("main table tbody tr")).hasCount(2);
        button("Check").click();
        assertThat(page.getByText("All entries can be published")).isVisible();
        assertThat(Axe.violations(page)).isEmpty();
        assertThat(reader.read("/v1/content/article/" + slug)).isEqualTo(before);

        confirm("Publish…", "Publish");
        assertThat(page.locator("#release-progress .status-badge")).hasText("Live");
        assertThat(page.locator("#release-progress")).containsText("read by 1 edge");
        assertThat(reader.read("/v1/content/article/" + id).path("title").asString())
                .isEqualTo("Changed in a release");
        assertThat(reader.lines("/v1/search?q=%22" + ADDED.replace(" ", "%20") + "%22&types=article").toString())
                .contains("\"total\":1");

        confirm("Roll back…", "Roll back");
        assertThat(page.locator("#release-progress .status-badge")).hasText("Rolled back");
        JsonNode after = reader.read("/v1/content/article/" + slug);
        assertThat(List.of(after.path("title"), after.path("body")))
                .isEqualTo(List.of(before.path("title"), before.path("body")));
        assertThat(reader.lines("/v1/search?q=%22" + ADDED.replace(" ", "%20") + "%22&types=article").toString())
                .contains("\"total\":0");
    }

    /** @param newRelease the name of a new release; null for the one that is open */
    private void addToRelease(@Nullable String newRelease) {
        button("Add to a release…").click();
        Locator dialog = page.locator("#add-to-release");
        if (newRelease != null) {
            dialog.getByLabel("Release", new Locator.GetByLabelOptions().setExact(true)).selectOption("");
            dialog.getByLabel("Name of a new release").fill(newRelease);
        }
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add").setExact(true)).click();
    }

    private void confirm(String opens, String confirms) {
        button(opens).click();
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(confirms).setExact(true)).click();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}

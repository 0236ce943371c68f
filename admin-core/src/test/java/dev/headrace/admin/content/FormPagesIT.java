package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The form of an entry: every kind of field, errors, conflicts, previews and references. */
class FormPagesIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        assertThat(core.apply("""
                types:
                  writer:
                    name: Writer
                    title: name
                    fields:
                      name: {type: text, required: true, max: 120}
                  note:
                    name: Note
                    title: title
                    fields:
                      title: {type: text, max: 100}
                      pinned: {type: boolean}
                  story:
                    name: Story
                    title: title
                    fields:
                      title:    {type: text, required: true, max: 200, help: What readers see first.}
                      slug:     {type: slug, from: title, unique: true}
                      summary:  {type: text, max: 2000}
                      body:     {type: markdown}
                      pages:    {type: number, integer: true, min: 1, max: 900}
                      price:    {type: number}
                      featured: {type: boolean, default: false}
                      date:     {type: datetime}
                      kind:     {type: enum, values: [essay, review], default: essay}
                      site:     {type: url}
                      contact:  {type: email}
                      editor:   {type: reference, to: [writer]}
                      writers:  {type: reference, to: [writer], many: true}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void theFormOfANewEntryHasTheFieldsOfTheModel() {
        Page form = browser.open("/admin/content/story/new");
        assertThat(form.texts("label.form-label")).contains("Title* (required to publish)", "Slug", "Writers");
        assertThat(form.text("#field-title-help")).isEqualTo("What readers see first.");
        assertThat(form.element("select[name='fields/kind'] option[selected]").val()).isEqualTo("essay");

        Page saved = browser.send(form, "#entry-form",
                Map.of("fields/title", "Of weirs", "fields/date", "2026-03-14T08:00", "fields/featured", "true"));

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 1.");
        assertThat(saved.text("h1")).isEqualTo("Of weirs");
        assertThat(saved.value("fields/slug")).isEqualTo("of-weirs");
        Answer stored = core.get("/api/entries/story/" + id(saved));
        assertThat(stored.json().at("/fields/date").stringValue()).isEqualTo("2026-03-14T08:00:00Z");
        assertThat(stored.json().at("/fields/featured").booleanValue()).isTrue();
    }

    @Test
    void savingAnUnchangedFormChangesNothing() {
        String ada = create("writer", "{\"name\": \"Ada\"}");
        String ben = create("writer", "{\"name\": \"Ben\"}");
        String story = create("story", """
                {"title": "All <of> \\"it\\" & more", "summary": "\\nfirst\\n second", "body": "\\n\\n# One\\n\\ttwo",
                 "pages": 12, "price": 1.50, "featured": true, "date": "2026-03-14T08:00:01.5Z", "kind": "review",
                 "site": "https://example.org/?a=1&b=2", "contact": "a@example.org", "editor": "%s",
                 "writers": ["%s", "%s"]}""".formatted(ada, ben, ada));

        Page saved = browser.send(browser.open("/admin/content/story/" + story), "#entry-form", Map.of());

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 1.");
        assertThat(saved.texts("#field-writers-chosen .chip-title")).containsExactly("Ben", "Ada");
    }

    @Test
    void anUntouchedCheckboxStaysUnsetAndAClearedOneIsFalse() {
        String id = create("note", "{\"title\": \"Boxes\"}");
        Page form = browser.open("/admin/content/note/" + id);

        assertThat(browser.send(form, "#entry-form", Map.of()).text(".alert-success")).isEqualTo("Saved as version 1.");
        Page ticked = browser.send(form, "#entry-form", Map.of("fields/pinned", "true"));
        assertThat(ticked.text(".alert-success")).isEqualTo("Saved as version 2.");
        browser.send(ticked, "#entry-form", Map.of("fields/pinned", ""));

        assertThat(core.get("/api/entries/note/" + id).json().at("/fields").toString()).contains("\"pinned\":false");
    }

    @Test
    void aFieldMissingFromTheFormKeepsItsValue() {
        String ada = create("writer", "{\"name\": \"Ada\"}");
        String id = create("story", "{\"title\": \"Part\", \"pages\": 12, \"writers\": [\"" + ada + "\"]}");
        Page form = browser.open("/admin/content/story/" + id);
        List<Map.Entry<String, String>> part = new ArrayList<>();
        for (String control : List.of("_csrf", "modelVersion", "baseVersion")) {
            part.add(Map.entry(control, form.element("#entry-form [name=" + control + "]").val()));
        }
        part.add(Map.entry("fields/title", "Whole"));

        browser.post("/admin/content/story/" + id, part);
        assertThat(core.get("/api/entries/story/" + id).json().at("/fields/pages").intValue()).isEqualTo(12);

        browser.send(browser.open("/admin/content/story/" + id), "#entry-form",
                Map.of("fields/writers", "", "fields/pages", ""));
        JsonNode fields = core.get("/api/entries/story/" + id).json().path("fields");
        assertThat(fields.path("title").stringValue()).isEqualTo("Whole");
        assertThat(fields.has("pages")).isFalse();
        assertThat(fields.has("writers")).isFalse();
    }

    @Test
    void errorsAreShownAtTheirFieldsAndInputIsKept() {
        String story = create("story", "{\"title\": \"Untouched\"}");

        Page page = browser.send(browser.open("/admin/content/story/" + story), "#entry-form", Map.of("fields/title",
                "Typed", "fields/body", "Long\nwork", "fields/pages", "0", "fields/site", "not an address"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text("#field-pages-problem")).isEqualTo("Pages must be at least 1");
        assertThat(page.text("#field-site-problem")).startsWith("Site must be a web address");
        assertThat(page.texts(".problems li")).hasSize(2);
        assertThat(page.html().select("[autofocus]").eachAttr("name")).containsExactly("fields/pages");
        assertThat(page.value("fields/title")).isEqualTo("Typed");
        assertThat(page.value("fields/body")).isEqualTo("Long\nwork");
        assertThat(page.value("fields/site")).isEqualTo("not an address");
        assertThat(core.get("/api/entries/story/" + story).json().at("/fields/title").stringValue())
                .isEqualTo("Untouched");
    }

    @Test
    void anIncompleteDraftIsSavedButNotPublished() {
        Page page = browser.send(browser.open("/admin/content/story/new"), "#entry-form",
                Map.of("fields/summary", "No title yet", "then", "publish"));

        assertThat(page.text(".problems h2")).isEqualTo("The draft is saved, but it cannot be published yet");
        assertThat(page.text("#field-title-problem")).isEqualTo("Title is required");
        assertThat(page.value("fields/summary")).isEqualTo("No title yet");
        assertThat(page.text(".status-badge")).isEqualTo("Draft");
    }

    @Test
    void draftsInTheTrashAreReadOnly() {
        String note = create("note", "{\"title\": \"Thrown away\"}");

        Page list = browser.send(browser.open("/admin/content/note/" + note), "#trash form", Map.of());
        assertThat(list.text(".alert-success")).isEqualTo("Moved to the trash.");

        Page trashed = browser.open("/admin/content/note/" + note);
        assertThat(trashed.html().select("#entry-form fieldset:first-of-type").hasAttr("disabled")).isTrue();
        assertThat(trashed.html().select("[data-save]")).isEmpty();
    }

    @Test
    void previewsEscapeHtmlAndRemoveUnsafeUrls() {
        Page form = browser.open("/admin/content/story/new");
        Page preview = browser.post("/admin/markdown?control=fields/body", List.of(
                Map.entry("_csrf", form.element("#entry-form [name=_csrf]").val()), Map.entry("fields/body",
                        "**bold** <script>alert(1)</script> [link](javascript:alert(1)) <img src=x onerror=alert(1)>")));

        assertThat(preview.text("strong")).isEqualTo("bold");
        assertThat(preview.html().select("script, img")).isEmpty();
        assertThat(preview.element("a").attr("href")).isEmpty();
        assertThat(preview.html().text()).contains("<script>alert(1)</script>");
    }

    @Test
    void referenceSuggestionsExcludeChosenEntries() {
        String cleo = create("writer", "{\"name\": \"Cleo of the mill\"}");
        String dora = create("writer", "{\"name\": \"Dora of the mill\"}");
        create("note", "{\"title\": \"About the mill\"}");

        Page offered = browser.part(
                "/admin/content/story/references?field=writers&control=fields/writers&q=mill&fields/writers=" + cleo);
        Page chosen = browser.part("/admin/content/story/references/" + dora + "?field=writers&control=fields/writers");

        assertThat(offered.texts("[role=option] .suggestion-title")).containsExactly("Dora of the mill");
        assertThat(chosen.value("fields/writers")).isEqualTo(dora);
        assertThat(chosen.text(".chip-title")).isEqualTo("Dora of the mill");
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static String id(Page entry) {
        return entry.path().substring(entry.path().lastIndexOf('/') + 1);
    }
}

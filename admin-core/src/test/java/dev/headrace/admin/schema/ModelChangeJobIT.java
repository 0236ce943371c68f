package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the job of a model change says about itself. */
class ModelChangeJobIT {

    @Test
    void theJobNamesTheChangeAndItsAuthorAndEndsFull() {
        try (CoreUnderTest core = CoreUnderTest.start(Map.of("HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE", 0));
                Browser browser = new Browser(core)) {
            core.apply("""
                    locales: {en: {}, de: {}}
                    types:
                      kept: {title: title, fields: {title: {type: text}}}
                      doomed: {title: title, fields: {title: {type: text}}}
                    """);
            String id = core.post("/api/entries/doomed", "{\"fields\": {\"title\": \"x\"}}").json().path("id")
                    .stringValue();
            core.patch("/api/entries/doomed/" + id + "?locale=de", "{\"fields\": {\"title\": \"x\"}}");

            // The entry is counted for its type and for its locale, but exists only once.
            Answer applied = core.call("POST", "/api/schema/apply?prune=true&allowDestructive=true",
                    "application/yaml",
                    "locales: {en: {}}\ntypes: {kept: {fields: {title: {type: text}}, title: title}}");

            assertThat(applied.json().has("job")).as(applied.text()).isTrue();
            String path = "/api/jobs/" + applied.json().path("job").stringValue();
            Eventually.holds("the job has succeeded",
                    () -> core.get(path).json().path("state").stringValue().equals("succeeded"));
            JsonNode job = core.get(path).json();
            assertThat(job.path("done").longValue()).isEqualTo(1);
            assertThat(job.path("total").longValue()).isEqualTo(1);
            assertThat(job.path("requestedBy").stringValue()).isEqualTo(CoreUnderTest.EMAIL);
            assertThat(job.path("about").stringValue()).contains("'doomed'", "from [en, de] to [en]");
            JsonNode started = core.get("/api/audit?action=job.start&size=1").json().at("/items/0/actor");
            assertThat(started.path("name").stringValue()).isEqualTo(CoreUnderTest.EMAIL);
            browser.signIn();
            Page page = browser.open(path.replace("/api/", "/admin/operations/"));
            assertThat(page.text("h1")).isEqualTo("Model change");
            assertThat(page.text(".job-about")).contains("'doomed'");
        }
    }
}

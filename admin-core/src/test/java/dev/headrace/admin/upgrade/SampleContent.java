package dev.headrace.admin.upgrade;

import static dev.headrace.admin.interactions.QueuedEvents.element;
import static dev.headrace.admin.interactions.QueuedEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.database.Sql;
import dev.headrace.admin.importing.ImportCalls;
import dev.headrace.admin.interactions.QueuedEvents;
import dev.headrace.admin.jobs.JobRequest;
import dev.headrace.admin.jobs.Jobs;
import dev.headrace.admin.jobs.Priority;
import dev.headrace.model.EventId;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Creates a sample of all kinds of data. Add new kinds of data here. */
final class SampleContent {

    static final String EDITOR = "editor@example.org";
    static final String EDITORS_PASSWORD = "battery staple horse";

    private final CoreUnderTest core;

    /**
     * References to the content for tests.
     *
     * @param revised the path of an entry whose first revision is older than the last model change
     * @param published the path of a published entry with interactions
     * @param waitingJob the id of a waiting job
     */
    record Made(String revised, String published, String waitingJob) {}

    SampleContent(CoreUnderTest core) {
        this.core = core;
    }

    Made make() {
        makePeople();
        apply("model.yaml");
        String ada = published("author", """
                {"name": "Ada", "about": "Writes.", "phone": "+1 555 0100"}""");
        String grace = published("author", "{\"name\": \"Grace\"}");
        create("author", "{\"name\": \"Still a draft\"}");
        String weir = makeTranslated(article("Weir", ada));
        String lock = article("Lock", grace, weir);
        makeEveryStatus(ada, weir);
        published("leaflet", "{\"title\": \"Its type is deleted\"}");
        apply("later_model.yaml");
        ok(core.delete("/api/types/leaflet?force=true"));
        editSince(weir, lock);
        importNotes();
        interact(new Target("article", id(weir)));
        ok(core.post("/api/rebuild", ""));
        settle();
        return new Made(lock, weir, waitingJob());
    }

    private void makePeople() {
        core.bean(JdbcClient.class).sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                values (gen_random_uuid(), :email, 'Edith', :hash, 'editor', now())""").param("email", EDITOR)
                .param("hash", core.bean(PasswordEncoder.class).encode(EDITORS_PASSWORD)).update();
        try (Browser browser = new Browser(core)) {
            browser.signIn(EDITOR, EDITORS_PASSWORD);
        }
    }

    private void apply(String file) {
        ok(core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml",
                Sql.load(SampleContent.class, file)));
    }

    /** Both locales are published, and the German one has a newer draft. */
    private String makeTranslated(String article) {
        ok(core.post(article + "/locales/de/copy?from=en", ""));
        ok(core.patch(article + "?locale=de", "{\"fields\": {\"title\": \"Wehr\", \"intro\": \"Vom Treidelpfad\"}}"));
        ok(core.post(article + "/publish?locale=*", ""));
        ok(core.patch(article + "?locale=de", "{\"fields\": {\"title\": \"Das Wehr\"}}"));
        return article;
    }

    private void makeEveryStatus(String author, String related) {
        publish(article("Published in English, seen in German too", author, related));
        ok(core.post("/api/entries/article?locale=de", "{\"fields\": {\"title\": \"Nur deutsch\"}}"));
        article("A draft", author, related);
        String unpublished = publish(article("Unpublished", author));
        ok(core.post(unpublished + "/unpublish", ""));
        String scheduled = article("Scheduled", author);
        ok(core.post(scheduled + "/schedule", "{\"action\": \"publish\", \"at\": \""
                + Instant.now().plus(Duration.ofDays(3_000)).truncatedTo(ChronoUnit.SECONDS) + "\"}"));
        String trashed = publish(article("In the trash", author));
        ok(core.delete(trashed));
        String purged = publish(article("Purged", author));
        ok(core.delete(purged));
        ok(core.delete(purged + "?purge=true"));
    }

    /** A published entry gives up its slug and has a newer draft; a draft has revisions under both models. */
    private void editSince(String published, String draft) {
        ok(core.patch(published, "{\"fields\": {\"title\": \"The weir\", \"slug\": \"the-weir\", \"weight\": 3}}"));
        publish(published);
        ok(core.patch(published, "{\"fields\": {\"summary\": \"Not public yet\", \"sku\": \"W-1\"}}"));
        ok(core.patch(draft, "{\"fields\": {\"summary\": \"Changed since\", \"format\": \"feature\", \"parts\": []}}"));
        ok(core.patch(draft, "{\"fields\": {\"title\": \"Locks\", \"weight\": 12.5}}"));
    }

    private void importNotes() {
        ImportCalls.run(core, "type=note&source=notes&publish=true", ImportCalls.lines(Map.of(
                "one.md", "---\ntitle: One\ndate: 2025-02-03\n---\nText\n",
                "two.md", "---\ntitle: Two\n---\nText\n",
                "broken.md", "---\ntitle: [\n---\nText\n")));
    }

    private void interact(Target target) {
        try (QueuedEvents events = new QueuedEvents(core, target)) {
            // As earlier edges derived ids from keys without a time.
            EventId timeless = EventId.parse("e3d7f13f-2f68-85%02x-9121-fe5cebca9199"
                    .formatted(target.partition().number()));
            events.send(message(element(1, events.like("ann", true)), element(2, events.like("bob", true)),
                    element(3, events.like(timeless, "cid", true)), element(4, events.views(5))));
            events.send(5, events.like("bob", false));
            events.send(message(element(6, events.views(2)), "{\"c\":\"0000000000000007\",\"e\":{\"v\":9}}"));
            events.send("not a message");
            events.awaitEmptyQueue();
        }
    }

    private String waitingJob() {
        UUID id = core.bean(Jobs.class).start(JobRequest.of("rebuild", Map.of(), Actor.system())
                .priority(Priority.low).due(Instant.now().plus(Duration.ofHours(1))));
        return id.toString();
    }

    private void settle() {
        Eventually.holds("everything is projected and all jobs have ended", Duration.ofMinutes(1), () -> core
                .bean(JdbcClient.class).sql("""
                        select not exists (select from projection where wanted > done)
                            and not exists (select from types_to_mark) and not exists (select from dependents_to_mark)
                            and not exists (select from job where finished_at is null)""")
                .query(Boolean.class).single());
    }

    private String article(String title, String author, String... related) {
        StringBuilder ids = new StringBuilder();
        for (String other : related) {
            ids.append(ids.isEmpty() ? "\"" : ", \"").append(id(other)).append('"');
        }
        return create("article", Sql.load(SampleContent.class, "article.json").formatted(title, id(author),
                "[" + ids + "]"));
    }

    private String published(String type, String fields) {
        return publish(create(type, fields));
    }

    private String publish(String entry) {
        ok(core.post(entry + "/publish", ""));
        return entry;
    }

    private String create(String type, String fields) {
        Answer created = ok(core.post("/api/entries/" + type, "{\"fields\": " + fields + "}"));
        return "/api/entries/" + type + "/" + created.json().path("id").stringValue();
    }

    private static String id(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }
}

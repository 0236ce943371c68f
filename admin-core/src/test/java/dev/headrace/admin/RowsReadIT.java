package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.Statements.Read;
import dev.headrace.admin.importing.ImportCalls;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What pages and calls cost grows with what they show, not with what is stored: with many rows in all tables, no
 * statement reads more rows than lists count.
 */
class RowsReadIT {

    private static final int STORED = 12_000;
    /** Lists are counted up to 10,000, and a page may be read in addition. */
    private static final int MAX_READ = 10_300;

    /** Types are few, and read for each row that is skipped. */
    private static final Set<String> EXCEPT = Set.of("content_type");

    private static CoreUnderTest core;
    private static Browser browser;
    private static Statements statements;
    private static String author;
    private static String article;

    @BeforeAll
    static void start() throws IOException {
        Database database = Backends.postgres().freshDatabase();
        core = CoreUnderTest.on(database, Map.of("HEADRACE_DATABASE_URL", Statements.explained(database)),
                Statements.class);
        statements = core.bean(Statements.class);
        String model = """
                types:
                  author: {title: name, fields: {name: {type: text}, slug: {type: slug, from: name, unique: true}}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true}
                      slug: {type: slug, from: title, unique: true}
                      stars: {type: number}
                      kind: {type: enum, values: [news, essay]}
                      mood: {type: enum, values: [calm, glad]}
                      author: {type: reference, to: [author]}
                      related: {type: reference, to: [article], many: true}
                      body: {type: markdown}
                    views: {full: {include: [author]}}
                """;
        core.apply(model);
        author = create("author", "{\"name\": \"Ada\"}");
        article = create("article", """
                {"title": "Common 99999", "stars": 99999, "kind": "news", "mood": "calm", "author": "%s",
                 "body": "Common words"}""".formatted(author));
        // Entries keep values that the model no longer offers.
        core.apply(model.replace("calm, glad", "glad"));
        String copies = new ClassPathResource("many_articles.sql", RowsReadIT.class)
                .getContentAsString(StandardCharsets.UTF_8)
                .replace(":template", "'" + article + "'").replace(":count", Integer.toString(STORED));
        JdbcClient jdbc = core.bean(JdbcClient.class);
        core.bean(TransactionTemplate.class).executeWithoutResult(
                _ -> Stream.of(copies.split(";\n")).forEach(statement -> jdbc.sql(statement).update()));
        jdbc.sql("analyze").update();
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterAll
    static void stop() {
        browser.close();
        core.close();
    }

    private static String create(String type, String fields) {
        String id = core.post("/api/entries/" + type, "{\"fields\": %s}".formatted(fields)).json().path("id")
                .stringValue();
        assertThat(core.post("/api/entries/" + type + "/" + id + "/publish", "").status()).isIn(200, 202);
        return id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/content/article", "/admin/content/article?sort=title",
            "/admin/content/article?sort=-title", "/admin/content/article?sort=createdAt",
            "/admin/content/article?sort=-publishedAt", "/admin/content/article?status=published&sort=-createdAt",
            "/admin/content/article?status=trashed", "/admin/content/article?page=150",
            "/admin/content/article?q=common", "/admin/content/article?q=common+99999",
            "/admin/content/article?q=absent&sort=title", "/admin/content/article?stars=100",
            "/admin/content/article?kind=news", "/admin/content/article?kind=news&stars[gte]=100&stars[lt]=120",
            "/admin/content/article?kind=essay&sort=title", "/admin/content/article?author=ada&sort=title",
            "/admin/content/article?column=stars&column=kind&column=author",
            "/admin/search?q=common", "/admin/search?q=common+99999", "/admin/search?q=absent",
            "/admin/content/article/new", "/admin/content/article/ARTICLE", "/admin/content/author/AUTHOR",
            "/admin/content/article/ARTICLE/revisions", "/admin/content/article/ARTICLE/revisions/1",
            "/admin/content/article/ARTICLE/publication", "/admin/content/article/ARTICLE/schedule",
            "/admin/schedule", "/admin/schedule?state=ended", "/admin/schedule/next",
            "/admin/model", "/admin/model/article",
            "/admin/operations/queue", "/admin/operations/activity", "/admin/operations/activity?subject=entry",
            "/admin/operations/activity?actor=" + CoreUnderTest.EMAIL, "/admin/operations/activity?action=entry.",
            "/admin/operations/activity?action=nothing", "/admin/operations/jobs",
            "/admin/operations/jobs?kind=import", "/admin/operations/jobs?state=failed"})
    void pagesReadFewRows(String path) {
        statements.reads();

        Page page = browser.open(named(path));

        assertThat(page.status()).isEqualTo(200);
        assertThatFewRowsAreRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/content/article/references?field=author&control=fields/author",
            "/admin/content/article/references?field=author&control=fields/author&q=ad",
            "/admin/content/article/references?field=related&control=fields/related",
            "/admin/content/article/references?field=related&control=fields/related&q=common",
            "/admin/content/article/references?field=related&control=fields/related&q=common+99",
            "/admin/content/article/references/ARTICLE?field=related&control=fields/related",
            "/admin/content/article/filters/new?field=related",
            "/admin/content/article/filters/entries?field=related&entry=common"})
    void pickersReadFewRows(String path) {
        statements.reads();

        Page part = browser.part(named(path));

        assertThat(part.status()).isEqualTo(200);
        assertThatFewRowsAreRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/entries/article", "/api/entries/article?sort=title&size=200",
            "/api/entries/article?sort=createdAt", "/api/entries/article?sort=-publishedAt",
            "/api/entries/article?status=draft&sort=title", "/api/entries/article?q=common&sort=-title",
            "/api/entries/article?q=absent", "/api/entries/article?kind=news&sort=publishedAt",
            "/api/entries/article?kind[in]=news,essay&stars[gt]=11990", "/api/entries/article?mood=calm",
            "/api/entries/article?title=Common+100",
            "/api/entries/article?author=ada", "/api/entries/article/ARTICLE", "/api/entries/author/AUTHOR/references",
            "/api/entries/article/ARTICLE/revisions", "/api/entries/article/ARTICLE/receipt", "/api/types",
            "/api/schedule", "/api/schedule?after=2034-01-01T00:00:00Z/01890000-0001-7000-8000-000000000001",
            "/api/schedule?state=ended", "/api/jobs", "/api/jobs?kind=import", "/api/jobs?state=running", "/api/audit",
            "/api/audit?subject=entry:ARTICLE", "/api/audit?action=entry.", "/api/audit?action=model.change-type",
            "/api/audit?actor=nobody", "/api/dead-events", "/api/import/IMPORT/files",
            "/api/import/IMPORT/files?outcome=failed"})
    void callsReadFewRows(String path) {
        statements.reads();

        Answer answer = core.get(named(path));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThatFewRowsAreRead();
    }

    @Test
    void changesReadFewRows() {
        statements.reads();
        String path = "/api/entries/article/" + article;

        assertThat(core.patch(path, "{\"fields\": {\"title\": \"Changed\", \"slug\": \"changed\", \"mood\": \"glad\"}}")
                .status())
                .isEqualTo(200);
        assertThat(
                core.post(path + "/schedule", "{\"action\": \"publish\", \"at\": \"2034-01-01T00:00:00Z\"}").status())
                .isEqualTo(201);
        assertThat(core.post(path + "/publish", "").status()).isIn(200, 202);
        assertThat(core.post(path + "/duplicate", "").status()).isEqualTo(201);
        assertThat(core.post(path + "/unpublish", "").status()).isIn(200, 202);
        assertThat(core.delete(path).status()).isEqualTo(204);
        assertThat(core.post(path + "/untrash", "").status()).isEqualTo(200);
        assertThat(core.delete("/api/entries/author/" + author).status()).isEqualTo(409);

        assertThatFewRowsAreRead();
    }

    /** However many entries redirect to another, each batch reads only its own. */
    @Test
    void redirectsToAnEntryAreFoundInBatches() {
        JdbcClient jdbc = core.bean(JdbcClient.class);
        String target = create("author", "{\"name\": \"Target\"}");
        jdbc.sql("""
                insert into ending (entry_id, locale, type_id, kind, to_entry, created_at)
                select entry_id, locale, type_id, 'redirect', :target::uuid, now() from variant
                where title like 'Common%'""").param("target", target).update();
        jdbc.sql("analyze ending").update();
        statements.reads();

        assertThat(core.post("/api/entries/author/" + target + "/publish", "").status()).isIn(200, 202);
        Eventually.holds("the second batch is marked", () -> jdbc.sql("""
                select count(*) from projection where wanted > :version and type = 'article'""")
                .param("version", version(target)).query(Integer.class).single() > 100);
        List<Read> reads = statements.reads();
        jdbc.sql("delete from dependents_to_mark").update();
        jdbc.sql("delete from ending").update();

        assertThat(reads).filteredOn(read -> read.table().equals("ending")).anyMatch(read -> read.rows() == 100)
                .allMatch(read -> read.rows() <= MAX_READ);
    }

    private static long version(String entry) {
        return core.bean(JdbcClient.class).sql("select min(wanted) from projection where entry_id = :id::uuid")
                .param("id", entry).query(Long.class).single();
    }

    /** Authors are found by title, and an entry that does not exist yet is created. */
    @Test
    void importsReadFewRows() {
        statements.reads();
        String file = "---\ntitle: Imported %s\nauthor: %s\nrelated: [Common 100, Common 7]\nstars: 1\n---\nText";

        Answer files = ImportCalls.run(core, "type=article&source=rows&publish=true",
                ImportCalls
                        .lines(Map.of("one.md", file.formatted("one", "Ada"), "two.md", file.formatted("two", "New"))));

        assertThat(files.json().path("items")).as(files.text()).hasSize(2)
                .allMatch(each -> each.path("outcome").stringValue().equals("created"));
        assertThatFewRowsAreRead();
    }

    private static String named(String path) {
        return path.replace("ARTICLE", article).replace("AUTHOR", author)
                .replace("IMPORT", "01890000-0001-7000-8000-000000000001").replace("[", "%5B").replace("]", "%5D");
    }

    private static void assertThatFewRowsAreRead() {
        List<Read> reads = statements.reads();
        assertThat(reads).isNotEmpty();
        assertThat(reads).filteredOn(read -> read.rows() > MAX_READ && !EXCEPT.contains(read.table())).isEmpty();
    }
}

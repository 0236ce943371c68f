package dev.headrace.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Jobs in the API and on pages. */
class JobApiIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void jobsAreReadWithProgressAndFailures() {
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            run.total(2_000);
            run.advance(1_900);
            IntStream.range(0, 1_001).forEach(i -> run.fail("item " + i, "is broken"));
        });
        try (JobCores cores = new JobCores(core)) {
            cores.add(JobCores.FAST, handler);
            UUID id = cores.start(handler, "");
            cores.await(id, State.succeeded);

            JsonNode job = core.get("/api/jobs/" + id).json();

            assertThat(job.path("state").stringValue()).isEqualTo("succeeded");
            assertThat(job.path("done").intValue()).isEqualTo(1_900);
            assertThat(job.path("total").intValue()).isEqualTo(2_000);
            assertThat(job.path("failures").size()).isEqualTo(1_000);
            assertThat(job.at("/failures/0/item").stringValue()).isEqualTo("item 0");
            assertThat(job.path("moreFailures").intValue()).isEqualTo(1);
            assertThat(job.path("requestedBy").stringValue()).isEqualTo("system");
        }
    }

    @Test
    void theApiCancelsAWaitingJobOnce() {
        UUID id = later(Actor.system());

        Answer cancelled = delete(id);
        Answer again = delete(id);

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().path("state").stringValue()).isEqualTo("cancelled");
        assertThat(again.status()).isEqualTo(409);
        assertThat(core.get("/api/jobs/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(core.get("/api/jobs/no-id").status()).isEqualTo(404);
        assertThat(core.get("/api/audit?action=job.cancel&subject=job:" + id).json().path("items").size()).isEqualTo(1);
    }

    @Test
    void jobsAreListedNewestFirstInPages() {
        // Sorted by id, because jobs of the same millisecond have no defined order.
        List<String> ids = IntStream.range(0, 5).mapToObj(_ -> later(Actor.system()).toString())
                .sorted(Comparator.reverseOrder()).toList();

        JsonNode first = core.get("/api/jobs?size=3").json();
        JsonNode second = core.get("/api/jobs?size=2&after=" + first.path("next").stringValue()).json();

        assertThat(listed(first)).isEqualTo(ids.subList(0, 3));
        assertThat(listed(second)).isEqualTo(ids.subList(3, 5));
        assertThat(core.get("/api/jobs?size=0").status()).isEqualTo(400);
    }

    @Test
    void listsAreFilteredByKindAndState() {
        UUID id = core.bean(Jobs.class).start(JobRequest.of("rebuild", Map.of(), Actor.system())
                .about("all of it").due(Instant.now().plus(Duration.ofDays(1))));
        UUID other = later(Actor.system());

        JsonNode waiting = core.get("/api/jobs?kind=rebuild&state=waiting&size=200").json();

        assertThat(listed(waiting)).contains(id.toString()).doesNotContain(other.toString());
        assertThat(waiting.at("/items/0/about").stringValue()).isEqualTo("all of it");
        assertThat(listed(core.get("/api/jobs?kind=rebuild&state=failed").json())).doesNotContain(id.toString());
        Answer unknown = core.get("/api/jobs?kind=nonsense");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/errors/0/message").stringValue()).contains("import, model-change, rebuild");
    }

    @Test
    void anEndedJobWithFailuresIsNotShownAsASuccess() {
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            run.total(2);
            run.advance(2);
            run.fail("a.md", "is broken");
            run.result(JsonNodeFactory.instance.objectNode().put("created", 1_234).put("failed", 1));
        });
        try (JobCores cores = new JobCores(core); Browser browser = new Browser(core)) {
            cores.add(JobCores.FAST, handler);
            UUID id = cores.start(handler, "");
            cores.await(id, State.succeeded);
            browser.signIn();

            Page list = browser.open("/admin/operations/jobs");
            String row = "tr:has(a[href$='" + id + "']) ";

            assertThat(list.text(row + ".status-badge")).isEqualTo("Completed with failures");
            assertThat(list.element(row + ".status-badge").hasClass("is-succeeded")).isFalse();
            assertThat(list.text(row)).contains("1,234 created, 1 failed")
                    .containsPattern("Ended \\d{4}-\\d\\d-\\d\\d .* UTC");
            assertThat(list.html().select(row + "time[datetime]")).as("shown in the reader's zone").hasSize(2);
            assertThat(browser.open("/admin/operations/jobs/" + id).text(".job-result"))
                    .isEqualTo("1,234 created, 1 failed");
        }
    }

    @Test
    void editorsSeeAndCancelOnlyTheirOwnJobs() {
        String token = core.editorToken();
        Actor editor = new Actor(Actor.Kind.token, UUID.randomUUID(), newestEditor(), Role.editor);
        UUID foreign = later(Actor.system());
        UUID own = later(editor);

        assertThat(listed(as(token, "GET", "/api/jobs").json())).containsExactly(own.toString());
        assertThat(as(token, "GET", "/api/jobs/" + own).status()).isEqualTo(200);
        assertThat(as(token, "GET", "/api/jobs/" + foreign).status()).isEqualTo(404);
        assertThat(as(token, "DELETE", "/api/jobs/" + foreign).status()).isEqualTo(404);
        assertThat(as(token, "DELETE", "/api/jobs/" + own).status()).isEqualTo(202);
        assertThat(listed(core.get("/api/jobs?size=200").json())).contains(own.toString(), foreign.toString());
    }

    @Test
    void jobsThatMustFinishCannotBeCancelledButRetried() {
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            UUID waiting = core.bean(Jobs.class).start(
                    JobRequest.of("model-change", "", Actor.system()).due(Instant.now().plus(Duration.ofDays(1))));
            assertThat(delete(waiting).status()).isEqualTo(409);
            assertThat(browser.open("/admin/operations/jobs/" + waiting).html().select("form[action$=cancel]"))
                    .isEmpty();

            HttpRequest health = HttpRequest.newBuilder(core.managementUrl("/health")).build();
            assertThat(core.send(health).status()).isEqualTo(200);
            UUID id = core.bean(Jobs.class).start(JobRequest.of("model-change", "unreadable", Actor.system()));
            Eventually.holds("the job has failed",
                    () -> core.get("/api/jobs/" + id).json().path("state").stringValue().equals("failed"));
            assertThat(core.get("/api/jobs/" + id).json().path("error").stringValue())
                    .startsWith("This version of the core cannot read").doesNotContain("java", "dev.headrace");
            assertThat(core.send(health).status()).as("the work is incomplete").isEqualTo(503);
            assertThat(browser.part("/admin/operations/health").texts(".health .is-bad dt"))
                    .contains("Unfinished jobs");
            Page failed = browser.open("/admin/operations/jobs/" + id);
            core.bean(JdbcClient.class).sql("update job set payload = :payload::jsonb where id = :id").param("payload",
                    "{\"work\": {\"adapted\": [], \"retired\": [], \"locales\": []}, \"entries\": 0}").param("id", id)
                    .update();

            browser.send(failed, "form[action$=retry]", Map.of());

            Eventually.holds("the job has succeeded",
                    () -> core.get("/api/jobs/" + id).json().path("state").stringValue().equals("succeeded"));
            assertThat(core.send(health).status()).isEqualTo(200);
            assertThat(core.post("/api/jobs/" + id + "/retry", "").status()).isEqualTo(409);
            assertThat(core.post("/api/jobs/" + later(Actor.system()) + "/retry", "").status()).isEqualTo(409);
            assertThat(core.get("/api/audit?action=job.retry&subject=job:" + id).json().path("items").size())
                    .isEqualTo(1);
        }
    }

    @Test
    void pagesShowAndCancelARunningJob() {
        CountDownLatch running = new CountDownLatch(1);
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            run.total(200);
            run.advance(50);
            run.fail("a & b.md", "has no <title>");
            while (true) {
                run.checkCancelled();
                running.countDown();
                Thread.sleep(5);
            }
        });
        try (JobCores cores = new JobCores(core); Browser browser = new Browser(core)) {
            cores.add(JobCores.FAST, handler);
            UUID id = cores.start(handler, "");
            cores.await(id, State.running);
            awaitQuietly(running);
            browser.signIn();

            Page list = browser.open("/admin/operations/jobs");
            Page part = browser.part("/admin/operations/jobs");
            Page page = browser.open("/admin/operations/jobs/" + id);

            assertThat(list.element("#jobs").attr("hx-trigger")).isEqualTo("every 2s");
            assertThat(list.text("tr:has(a[href$='" + id + "']) .status-badge")).isEqualTo("Running");
            assertThat(part.html().body().children()).hasSize(1);
            assertThat(page.element("progress").attr("value")).isEqualTo("25");
            assertThat(page.text(".job-count")).isEqualTo("50 of 200, 1 failed");
            assertThat(page.texts(".failures td")).containsExactly("a & b.md", "has no <title>");

            browser.send(page, "form[action$=cancel]", Map.of());

            cores.await(id, State.cancelled);
            Page ended = browser.open("/admin/operations/jobs/" + id);
            assertThat(ended.text(".status-badge")).isEqualTo("Cancelled");
            assertThat(ended.element(".operations").hasAttr("hx-trigger")).isFalse();
            assertThat(ended.html().select("form[action$=cancel]")).isEmpty();
            assertThat(browser.open("/admin/operations/jobs/" + UUID.randomUUID()).status()).isEqualTo(404);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a job that does not run during the test. */
    private static UUID later(Actor actor) {
        return core.bean(Jobs.class).start(
                JobRequest.of("nothing", "", actor).due(Instant.now().plus(Duration.ofDays(1))));
    }

    private static String newestEditor() {
        return core.bean(JdbcClient.class)
                .sql("select email from staff where role = 'editor' order by created_at desc limit 1")
                .query(String.class).single();
    }

    private static Answer delete(UUID id) {
        return core.call("DELETE", "/api/jobs/" + id, "application/json", "");
    }

    private static Answer as(String token, String method, String path) {
        return core.callWith(token, method, path, "application/json", "");
    }

    private static List<String> listed(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).map(job -> job.path("id").stringValue())
                .toList();
    }
}

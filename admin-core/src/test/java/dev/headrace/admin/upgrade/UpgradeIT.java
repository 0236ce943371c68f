package dev.headrace.admin.upgrade;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.interactions.QueuedEvents;
import dev.headrace.model.Collation;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import dev.headrace.testkit.Eventually;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** This core on the database of each earlier state: first everything is unchanged, then it can be edited. */
@ParameterizedClass
@MethodSource("dumps")
@TestMethodOrder(OrderAnnotation.class)
class UpgradeIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static CoreUnderTest core;
    private static Observations before;

    @Parameter
    StoredDump dump;

    static List<StoredDump> dumps() {
        return StoredDump.all();
    }

    @BeforeParameterizedClassInvocation
    static void restoreAndStart(StoredDump dump) throws Exception {
        before = dump.before();
        Database database = Backends.postgres().freshDatabase();
        dump.restore(database);
        // Prevents the retention times from removing contents of an old dump.
        core = CoreUnderTest.on(database,
                Map.of("HEADRACE_JOBS_RETENTION", "36500d", "HEADRACE_RECEIPTS_KEPT", "36500d",
                        "HEADRACE_IMPORTS_RETENTION", "36500d", "HEADRACE_TRASH_RETENTION", "36500d"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        core.close();
    }

    @Test
    @Order(1)
    void apiResponsesKeepTheirContent() {
        before.answers().forEach((path, expected) -> {
            Answer answer = core.get(path.replace("&limit=", "&size="));
            assertThat(answer.status()).as(path).isEqualTo(200);
            if (path.endsWith("/references")) {
                // Once an item for each locale, now for each entry.
                assertThat(ids(answer.json())).as(path).isEqualTo(ids(asPage(expected)));
                return;
            }
            assertThat(contains(answer.json(), asPage(expected))).as("%s was %s, is %s", path, expected, answer.text())
                    .isTrue();
        });
    }

    /** Some lists were arrays, and others had the number of the page. */
    private static JsonNode asPage(JsonNode list) {
        if (list.isArray()) {
            return JsonNodeFactory.instance.objectNode().set("items", list);
        }
        return list.has("items") ? ((ObjectNode) list).remove(List.of("page", "size", "next")) : list;
    }

    private static Set<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(each -> each.path("id").stringValue()).collect(toSet());
    }

    @Test
    @Order(2)
    void renderedDocumentsAreByteIdentical() {
        Eventually.passes("documents", TIMEOUT,
                () -> assertThat(Observations.documents(core)).isEqualTo(before.documents()));
    }

    @Test
    @Order(3)
    void talliesAreUnchanged() {
        Eventually.passes("tallies", TIMEOUT,
                () -> assertThat(Observations.tallies(core)).isEqualTo(before.tallies()));
    }

    @Test
    @Order(4)
    void staffPasswordsStillWork() {
        before.staff().forEach((email, password) -> {
            try (Browser browser = new Browser(core)) {
                assertThat(browser.signIn(email, password).path()).as(email).startsWith("/admin")
                        .doesNotContain("sign-in");
            }
        });
    }

    @Test
    @Order(5)
    void deadEventsAreKept() {
        List<String> unknownThen = before.deadEvents().stream().filter(reason -> reason.startsWith("event version"))
                .toList();
        assertThat(unknownThen).isNotEmpty();

        // This version knows more events, and has tried to apply those that were parked.
        assertThat(Observations.deadEvents(core)).hasSameSizeAs(before.deadEvents())
                .containsAll(before.deadEvents().stream().filter(reason -> !unknownThen.contains(reason)).toList());
    }

    @Test
    @Order(6)
    void waitingJobsRun() {
        String job = "/api/jobs/" + before.made().waitingJob();
        Eventually.holds("the job has ended", TIMEOUT, () -> !core.get(job).json().path("finishedAt").isNull());

        assertThat(core.get(job).json().path("state").stringValue()).isEqualTo("succeeded");
    }

    @Test
    @Order(7)
    void newInteractionsAddToExistingTallies() {
        Target target = new Target("article", id(before.made().published()));
        String key = RedisKeys.tally(target);
        long views = Long.parseLong(before.tallies().get(key).get("views"));
        try (QueuedEvents events = new QueuedEvents(core, target)) {
            events.send(100, events.views(3));

            Eventually.holds("the views are counted", () -> Observations.tallies(core).get(key).get("views")
                    .equals(Long.toString(views + 3)));
        }
    }

    @Test
    @Order(8)
    void aRevisionFromAnOlderModelIsRestored() {
        String entry = before.made().revised();
        JsonNode first = before.answers().get(entry + "/revisions/1?locale=en");

        Answer restored = core.post(entry + "/revisions/1/restore", "");

        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(contains(restored.json().path("fields"), first)).as(restored.text()).isTrue();
    }

    @Test
    @Order(9)
    void anEditIsPublished() {
        String entry = before.made().published();
        Answer edited = core.patch(entry, "{\"fields\": {\"title\": \"After the upgrade\"}}");
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);

        Answer published = core.post(entry + "/publish", "");

        assertThat(published.status()).as(published.text()).isLessThan(300);
        String document = RedisKeys.document(new Target("article", id(entry)), "en", "full");
        Eventually.holds("the document has the new title", TIMEOUT,
                () -> Observations.documents(core).get(document).contains("\"title\":\"After the upgrade\""));
    }

    @Test
    @Order(10)
    void listsAreSortedByTitle() {
        Eventually.passes("sorted titles", TIMEOUT, () -> {
            List<String> titles = core.get("/api/entries/article?sort=title&size=200").json().path("items")
                    .valueStream().map(each -> each.path("title").stringValue()).toList();
            assertThat(titles).isNotEmpty()
                    .isSortedAccordingTo(
                            (one, other) -> Arrays.compareUnsigned(Collation.key(one), Collation.key(other)));
        });
    }

    @Test
    @Order(11)
    void entriesAreFoundByTheirValues() {
        JsonNode entry = core.get(before.made().published()).json();
        String title = entry.path("fields").path("title").stringValue();

        assertThat(core.get("/api/entries/article?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8)).text())
                .contains(entry.path("id").stringValue());
    }

    private static String id(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    /** Whether a response contains everything of another one. */
    private static boolean contains(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            return expected.properties().stream()
                    .allMatch(
                            each -> actual.has(each.getKey()) && contains(actual.get(each.getKey()), each.getValue()));
        }
        if (expected.isArray()) {
            Iterator<JsonNode> elements = actual.iterator();
            return actual.size() == expected.size()
                    && expected.valueStream().allMatch(each -> contains(elements.next(), each));
        }
        return actual.equals(expected);
    }
}

package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.importing.ImportFolder;
import dev.headrace.local.importing.ImportReport;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The lifecycle of one system with all real servers, across three starts; each test continues where the last ended. */
@TestMethodOrder(OrderAnnotation.class)
class UpIT {

    private static final String CORE_PORT = Integer.toString(FreePorts.next());
    private static final String EDGE_PORT = Integer.toString(FreePorts.next());
    private static final String EDGE = "http://localhost:" + EDGE_PORT;
    private static final Pattern SAMPLE = Pattern.compile("curl '" + EDGE + "(/v1/content/article/[^']+)'");

    @TempDir
    static Path temp;
    private static LocalData data;
    private static RunningUp up;
    private static EndUser ada;

    @BeforeAll
    static void startFirst() {
        data = new LocalData(temp.resolve("data"));
        up = start("first").awaitReady();
        ada = new EndUser(EDGE, data, "ada");
    }

    @AfterAll
    static void stop() {
        up.close();
        ada.close();
    }

    @Test
    @Order(1)
    void firstStartShowsTheAdministratorsPassword() {
        assertThat(up.text()).contains("sign in as admin@localhost").containsPattern("password \\S{24} ");
    }

    @Test
    @Order(1)
    @EnabledOnOs(OS.LINUX)
    void eachServerGetsOnlyTheVariablesItNeeds() throws Exception {
        Map<String, List<String>> environments = up.environments();

        assertThat(environments).containsOnlyKeys("postgresql", "redis", "elasticmq", "core", "edge");
        assertThat(environments.values()).allSatisfy(variables -> assertThat(variables)
                .noneMatch(each -> each.startsWith("SECRET_") || each.startsWith("SPRING_")));
        assertThat(holders(environments, "HEADRACE_")).containsOnly("core", "edge");
        assertThat(holders(environments, "HEADRACE_ADMIN_PASSWORD=")).containsExactly("core");
        assertThat(holders(environments, "HEADRACE_DATABASE_PASSWORD=")).containsExactly("core");
        assertThat(holders(environments, "HEADRACE_JWT_")).containsExactly("edge");
        assertThat(holders(environments, "HEADRACE_EVENT_KEYS=")).containsOnly("core", "edge");
        assertThat(holders(environments, "AWS_ACCESS_KEY_ID=")).containsOnly("core", "edge");
        assertThat(holders(environments, "HEADRACE_EDGE_ADDRESS_MISSES_BURST=")).containsExactly("edge");
    }

    private static List<String> holders(Map<String, List<String>> environments, String prefix) {
        return environments.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(variable -> variable.startsWith(prefix)))
                .map(Map.Entry::getKey).toList();
    }

    @Test
    @Order(2)
    void sampleCallReturnsAnArticleOfTheDemo() throws Exception {
        JsonNode article = sampleArticle();

        assertThat(article.path("type").asString()).isEqualTo("article");
        assertThat(likes(article)).isZero();
    }

    /** The model makes this field private; the biographies of the demo are public. */
    @Test
    @Order(2)
    void authorsOfTheDemoAreServedWithoutTheirEmail() throws Exception {
        String authors = ada.read("/v1/content/author?view=full").toString();

        assertThat(authors).contains("\"bio\":").doesNotContain("email").doesNotContain("@");
    }

    @Test
    @Order(3)
    void likeIsStored() throws Exception {
        String event = ada.like(sampleArticle());

        Eventually.holds("the like is stored", () -> ada.status(event).equals("stored"));
        assertThat(likes(sampleArticle())).isOne();
    }

    @Test
    @Order(4)
    void secondImportOfTheDemoChangesNothing() {
        Path articles = Installation.find().home().resolve("infra/local/demo/articles");
        try (CoreClient core = LocalCore.client(Installation.find(), data)) {
            ImportReport report = new ImportFolder(articles, "article", "demo", true, false).run(core,
                    (done, all) -> {});

            assertThat(report.failures()).isEmpty();
            assertThat(report.count("created")).isZero();
            assertThat(report.count("changed")).isZero();
            assertThat(report.count("unchanged")).isPositive();
        }
    }

    @Test
    @Order(5)
    void rejectsADataFolderInUse() throws Exception {
        try (RunningUp second = RunningUp.start(data.folder(), temp.resolve("in-use.log"))) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.text()).startsWith("headrace: Folder " + data.folder() + " is in use by process ");
        }
    }

    @Test
    @Order(6)
    void rejectsATakenPort() throws Exception {
        try (RunningUp second = RunningUp.start(temp.resolve("other"), temp.resolve("taken.log"),
                "--core-port", CORE_PORT)) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.text())
                    .isEqualTo("headrace: Port " + CORE_PORT + " is taken; choose another with --core-port.\n");
        }
    }

    @Test
    @Order(7)
    void restartsAKilledEdge() {
        up.killServer("edge");

        Eventually.holds("the edge was restarted", Duration.ofMinutes(1),
                () -> Pattern.compile("\n\\S+ \\S+ edge exited; restarting in 1 s\n\\S+ \\S+ edge restarted\n$")
                        .matcher(up.text()).find());
    }

    @Test
    @Order(7)
    void restartsAServerThatIsAliveButDoesNotAnswer() throws Exception {
        up.suspendServer("elasticmq");

        Eventually.holds("the queue was restarted", Duration.ofMinutes(3), () -> Pattern.compile(
                "\n\\S+ \\S+ ElasticMQ does not answer; killing it\n\\S+ \\S+ ElasticMQ exited; restarting in 1 s\n"
                        + "\\S+ \\S+ ElasticMQ restarted\n$")
                .matcher(up.text()).find());
    }

    @Test
    @Order(8)
    void aNewPasswordIsPrinted() throws Exception {
        try (RunningUp password = RunningUp.run("password", data.folder(), temp.resolve("password.log"))) {
            assertThat(password.exitCode()).as(password.text()).isZero();
            assertThat(password.text()).matches("[A-Za-z0-9_-]{16}\n");
        }
    }

    @Test
    @Order(8)
    void doctorAsksEachServer() {
        // Workers that were paused while the queue was restarted say so until their next long poll has ended.
        Eventually.passes("all servers answer", Duration.ofMinutes(1), UpIT::askDoctor);
    }

    private static void askDoctor() throws Exception {
        try (RunningUp doctor = RunningUp.run("doctor", data.folder(), temp.resolve("doctor.log"))) {
            assertThat(doctor.exitCode()).as(doctor.text()).isZero();
            assertThat(doctor.text()).contains("PostgreSQL  answers at 127.0.0.1:", "Redis       answers at 127.0.0.1:",
                    "SQS         answers at http://127.0.0.1:",
                    "core        answers at http://127.0.0.1:" + CORE_PORT + ", ",
                    "edge        answers at http://127.0.0.1:" + EDGE_PORT + ", ");
        }
    }

    @Test
    @Order(9)
    void terminationStopsAllServersAndExitsWithZero() throws Exception {
        List<ProcessHandle> children = up.children();

        assertThat(up.terminate()).isZero();

        assertThat(children).hasSizeGreaterThanOrEqualTo(5).noneMatch(ProcessHandle::isAlive);
        assertThat(DataFolder.owner(data.folder())).isEmpty();
    }

    @Test
    @Order(10)
    void secondStartKeepsDataAndShowsNoPassword() throws Exception {
        // As in a folder of a version without event keys.
        Files.delete(data.secret("event-key"));
        up = start("second").awaitReady();

        assertThat(up.text()).doesNotContain("password")
                .contains("HEADRACE_EVENT_KEYS= ./headrace up --data " + data.folder() + "\n");
        assertThat(holders(up.environments(), "HEADRACE_ADMIN_PASSWORD=")).isEmpty();
        assertThat(likes(sampleArticle())).isOne();
    }

    @Test
    @Order(11)
    void startsAfterAKillThatOrphanedItsServers() throws Exception {
        up.kill();
        assertThatThrownBy(data::requireRunning).hasMessageContaining("left servers running: ")
                .hasMessageContainingAll("edge (process ", "core (process ", "postgresql (process ");

        up = start("third").awaitReady();

        assertThat(up.text()).containsSubsequence("Stopping edge (process ", "Stopping postgresql (process ",
                "Data folder: ").doesNotContain("Warning: ");
        assertThat(likes(sampleArticle())).isOne();
    }

    private static RunningUp start(String name) {
        return RunningUp.start(data.folder(), temp.resolve(name + ".log"), "--core-port", CORE_PORT, "--edge-port",
                EDGE_PORT);
    }

    /** The response to the sample call that this start printed. */
    private static JsonNode sampleArticle() throws IOException, InterruptedException {
        Matcher sample = SAMPLE.matcher(up.text());
        assertThat(sample.find()).as(up.text()).isTrue();
        return ada.read(sample.group(1));
    }

    private static int likes(JsonNode article) {
        return article.path("_stats").path("reactions").path("like").asInt(-1);
    }
}

package dev.headrace.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.FakeCore;
import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.local.core.FakeCore.Request;
import dev.headrace.local.data.LocalData;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Installation;
import dev.headrace.services.QueueCredentials;
import dev.headrace.testkit.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    Path home;

    @Test
    void reportsMissingAndPresentPrerequisites() {
        StringWriter out = new StringWriter();
        Doctor doctor = new Doctor(new Installation(home), new LocalData(home.resolve("not/there")),
                new PrintWriter(out));

        assertThat(doctor.examine()).isEqualTo(1);

        assertThat(out.toString()).contains("ok       Java", "ok       PostgreSQL  postgres (PostgreSQL) 18",
                "ok       Redis", "problem  SQS         ElasticMQ was not found in " + home,
                "problem  core        " + home, "problem  edge        " + home,
                "GiB free for " + home.resolve("not/there"));
    }

    @Test
    void reportsWhichServersOfARunningSystemAnswer() {
        LocalData data = new LocalData(home.resolve("data"));
        StringWriter out = new StringWriter();
        try (FakeCore ready = new FakeCore(_ -> Answer.json("{}"));
                FakeCore starting = new FakeCore(_ -> Answer.problem(503, ""));
                DataFolder _ = DataFolder.claim(data.folder())) {
            for (String server : List.of("postgresql", "redis", "core", "edge")) {
                data.rememberPort(server, FreePorts.next());
            }
            data.rememberPort("sqs", ready.uri().getPort());
            QueueCredentials.of(data.folder());
            data.rememberPort("core-management", ready.uri().getPort());
            data.rememberPort("edge-management", starting.uri().getPort());

            assertThat(new Doctor(new Installation(home), data, new PrintWriter(out)).examine()).isEqualTo(1);

            assertThat(out.toString()).contains(
                    "ok       system      runs as process " + ProcessHandle.current().pid(),
                    "problem  PostgreSQL  does not answer at 127.0.0.1:" + data.port("postgresql").getAsInt(),
                    "problem  Redis       does not answer at 127.0.0.1:" + data.port("redis").getAsInt(),
                    "ok       SQS         answers at " + ready.uri(),
                    "ok       core        answers at " + data.core() + ", " + ready.uri() + "/readyz",
                    "problem  edge        is not ready: " + starting.uri() + "/readyz responds 503");
            assertThat(ready.requests()).extracting(Request::path).containsExactly("/?Action=ListQueues", "/readyz",
                    "/health");
        }
    }

    @Test
    void namesWhatIsWrongInATierThatAnswers() throws Exception {
        String health = """
                {"status": "DOWN", "components": {"db": {"status": "UP"},
                  "redis": {"status": "DOWN", "details": {"problem": "Redis is unavailable: MISCONF"}},
                  "diskSpace": {"status": "DOWN", "details": {"free": 12}}}}""";
        try (FakeCore core = new FakeCore(request -> request.path().equals("/health")
                ? Answer.problem(503, health)
                : Answer.json("{\"status\": \"UP\"}"));
                FakeCore edge = new FakeCore(request -> request.path().equals("/readyz")
                        ? Answer.json("{\"status\": \"UP\", \"notes\": [\"The queue is unavailable.\"]}")
                        : Answer.problem(404, "{}"))) {
            assertThat(new TierHealth(core.uri().toString()).problems())
                    .containsExactly("Redis is unavailable: MISCONF", "diskSpace is DOWN {\"free\":12}");
            assertThat(new TierHealth(edge.uri().toString()).problems()).containsExactly("The queue is unavailable.");
        }
    }
}

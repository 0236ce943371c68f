package dev.headrace.local.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.FakeCore;
import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {

    private final StringWriter output = new StringWriter();

    @Test
    void startsTheJobAndWaitsForIt() {
        try (FakeCore core = coreWithJob("{\"state\": \"succeeded\", \"done\": 12, \"total\": 12, \"failures\": []}")) {
            assertThat(run(core)).isZero();

            assertThat(output.toString()).isEqualTo("Documents rebuilt: 12.\n");
        }
    }

    @Test
    void printsFailedDocumentsAndReturnsOne() {
        try (FakeCore core = coreWithJob("""
                {"state": "succeeded", "done": 12, "total": 12, "moreFailures": 2,
                 "failures": [{"item": "article 7 (en)", "message": "is too large"}]}""")) {
            assertThat(run(core)).isEqualTo(1);

            assertThat(output.toString().lines()).containsExactly("article 7 (en): is too large",
                    "Documents rebuilt: 12, failed: 3.");
        }
    }

    @Test
    void reportsAFailedJob() {
        try (FakeCore core = coreWithJob("{\"state\": \"failed\", \"done\": 0, \"error\": \"out of memory\"}")) {
            assertThatThrownBy(() -> run(core)).isInstanceOf(ServiceException.class)
                    .hasMessage("The rebuild failed: out of memory");
        }
    }

    @Test
    void reportsARejectedRebuild() {
        try (FakeCore core = new FakeCore(_ -> Answer.problem(409, "{\"detail\": \"There is a job.\"}"))) {
            assertThatThrownBy(() -> run(core)).isInstanceOf(ServiceException.class).hasMessage("There is a job.");
        }
    }

    private static FakeCore coreWithJob(String job) {
        return new FakeCore(request -> switch (request.method() + " " + request.path()) {
            case "POST /api/rebuild" -> Answer.json("{\"job\": \"J\"}");
            case "GET /api/jobs/J" -> Answer.json(job);
            default -> Answer.problem(404, "{}");
        });
    }

    private int run(FakeCore core) {
        try (CoreClient client = core.client()) {
            return RebuildCommand.run(client, new PrintWriter(output, true), new PrintWriter(output, true));
        }
    }
}

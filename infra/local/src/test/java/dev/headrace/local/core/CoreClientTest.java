package dev.headrace.local.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.local.core.FakeCore.Request;
import dev.headrace.services.ServiceException;
import org.junit.jupiter.api.Test;

class CoreClientTest {

    @Test
    void callsWithTheStoredToken() {
        try (FakeCore core = new FakeCore(request -> Answer.json("{}")); CoreClient client = core.client()) {
            assertThat(client.post("/api/schema/diff?prune=false", "application/yaml", "types: {}")).isEqualTo("{}");

            assertThat(core.requests()).containsExactly(
                    new Request("POST", "/api/schema/diff?prune=false", "first", "application/yaml", "types: {}"));
        }
    }

    @Test
    void retriesWithANewTokenWhenTheStoredOneIsRejected() {
        try (FakeCore core = new FakeCore(
                request -> request.token().equals("second") ? Answer.json("{}") : Answer.problem(401, "{}"));
                CoreClient client = core.client()) {
            assertThat(client.get("/api/schema")).isEqualTo("{}");

            assertThat(core.requests()).extracting(Request::token).containsExactly("first", "second");
        }
    }

    @Test
    void reportsProblemDetails() {
        try (FakeCore core = new FakeCore(request -> Answer.problem(400, """
                {"title": "Bad Request", "status": 400, "detail": "The model is not valid.",
                 "errors": [{"pointer": "/types/a", "message": "has no fields", "line": 3, "column": 5},
                            {"pointer": "/types/b", "message": "has no name"}]}
                """)); CoreClient client = core.client()) {
            ProblemException problem = catchThrowableOfType(ProblemException.class, () -> client.get("/api/schema"));

            assertThat(problem).hasMessage("The model is not valid.");
            assertThat(problem.faults()).extracting(fault -> fault.toString("model.yaml"))
                    .containsExactly("model.yaml:3:5: has no fields", "model.yaml: /types/b: has no name");
        }
    }

    @Test
    void reportsTheStatusOfOtherErrorResponses() {
        try (FakeCore core = new FakeCore(request -> new Answer(502, "text/html", "<html>"));
                CoreClient client = core.client()) {
            assertThatThrownBy(() -> client.get("/api/schema")).isInstanceOf(ProblemException.class)
                    .hasMessage("The core responded 502 to GET /api/schema.");
        }
    }

    @Test
    void reportsThatTheCoreIsUnavailable() {
        FakeCore closed = new FakeCore(request -> Answer.json("{}"));
        closed.close();
        try (CoreClient client = closed.client()) {
            assertThatThrownBy(() -> client.get("/api/schema")).isInstanceOf(ServiceException.class)
                    .hasMessage("Cannot connect to the core at " + closed.uri()
                            + ". It is not running, or is still starting; ./headrace doctor shows its state.");
        }
    }
}

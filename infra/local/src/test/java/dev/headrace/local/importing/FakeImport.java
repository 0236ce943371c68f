package dev.headrace.local.importing;

import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.local.core.FakeCore.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A fake of the core's import API, for one import. */
final class FakeImport implements Function<Request, Answer> {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Function<String, String> outcome;
    private final List<String> states;
    private final AtomicInteger calls = new AtomicInteger();

    /** All files are created. */
    FakeImport() {
        this(_ -> "{\"path\": \"some\", \"outcome\": \"created\"}");
    }

    /**
     * An import whose job succeeds.
     *
     * @param outcome maps a line that was sent to its file's outcome
     */
    FakeImport(Function<String, String> outcome) {
        this(outcome, List.of("waiting", "running", "succeeded"));
    }

    /** @param states states of the job, one for each call; the last one repeats */
    FakeImport(Function<String, String> outcome, List<String> states) {
        this.outcome = outcome;
        this.states = states;
    }

    @Override
    public Answer apply(Request request) {
        String call = request.method() + " " + request.path().replaceFirst("\\?.*", "");
        return switch (call) {
            case "POST /api/import" -> Answer.json("{\"job\": \"J\"}");
            case "POST /api/import/J/files" -> {
                lines.addAll(request.body().lines().toList());
                yield Answer.json("{}");
            }
            case "POST /api/import/J/start" -> Answer.json("{\"job\": \"J\"}");
            case "GET /api/jobs/J" -> Answer.json("{\"state\": \"%s\", \"done\": %d, \"total\": %d, \"failures\": []}"
                    .formatted(states.get(Math.min(calls.getAndIncrement(), states.size() - 1)), lines.size(),
                            lines.size()));
            case "GET /api/import/J/files" -> Answer.json(lines.stream().map(outcome)
                    .collect(Collectors.joining(",", "{\"items\": [", "], \"next\": null}")));
            case "GET /api/types/article" ->
                Answer.json("{\"type\": \"article\", \"fields\": {\"title\": {}, \"authors\": {\"many\": true}}}");
            case "DELETE /api/jobs/J" -> Answer.json("{}");
            default -> Answer.problem(404, "{\"detail\": \"unexpected " + call + "\"}");
        };
    }
}

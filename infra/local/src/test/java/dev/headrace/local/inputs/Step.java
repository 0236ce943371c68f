package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A step of a row: a map with the key of its {@linkplain Action kind}, and what is expected.
 *
 * <ul>
 * <li>{@code core}, {@code edge}: a {@link Call}; {@code both}: a {@link ListOnBothTiers}; {@code raw}: a {@link RawCall}
 * <li>{@code publish}, {@code unpublish}: a {@link Publication}
 * <li>{@code import}: an {@link ImportCall}; {@code launcher}: a {@link LauncherRun}; {@code form}: a {@link FormPost}
 * </ul>
 *
 * <p>{@code expect} says what each answer must {@linkplain Expected be}, and {@code save} maps names to what is saved: values at
 * JSON pointers, or headers. {@code eventually: true} repeats the step until the answer is the expected one.
 * {@code parallel} takes it several times at once: a number of times, with {@code $n} from 1, or once for each element of
 * a list of maps with further values. Then {@code statuses} lists the status of each answer, in any order, and
 * {@code distinct} is a pointer to a value that must be different in each.
 */
final class Step {

    private static final Map<String, Action> ACTIONS = Map.of("core", new Call(RunningSystem::toCore), "edge",
            new Call(RunningSystem::toEdge), "both", new ListOnBothTiers(), "raw", new RawCall(), "publish",
            new Publication("publish"), "unpublish", new Publication("unpublish"), "import", new ImportCall(),
            "launcher", new LauncherRun(), "form", new FormPost());
    private static final List<String> KEYS = List.of("expect", "save", "eventually", "parallel", "statuses",
            "distinct");

    private final String kind;
    private final Action action;
    private final JsonNode defined;

    /** Something that can be done with the system. */
    interface Action {

        /** The keys that a step may have besides its kind. */
        List<String> keys();

        /**
         * Does it, and returns the answers.
         *
         * @param kind the value of the kind's key
         * @param step the whole step
         */
        List<Answer> run(String kind, JsonNode step, RunningSystem system);
    }

    private Step(JsonNode defined) {
        List<String> kinds = defined.propertyNames().stream().filter(ACTIONS::containsKey).toList();
        assertThat(kinds).as("kinds of the step %s", defined).hasSize(1);
        this.kind = kinds.getFirst();
        this.action = Objects.requireNonNull(ACTIONS.get(kind));
        this.defined = defined;
        List<String> known = new ArrayList<>(KEYS);
        known.addAll(action.keys());
        known.add(kind);
        assertThat(known).as("keys of the step %s", defined).containsAll(defined.propertyNames());
    }

    static List<Step> all(JsonNode steps) {
        return steps.valueStream().map(Step::new).toList();
    }

    /** Takes the step, checks the answers, and saves what it names in the values. */
    void take(Values values, RunningSystem system) {
        if (defined.path("eventually").asBoolean(false)) {
            Eventually.passes("the answer is the expected one", () -> takeOnce(values, system));
        } else {
            takeOnce(values, system);
        }
    }

    private void takeOnce(Values values, RunningSystem system) {
        List<Answer> answers = defined.has("parallel") ? atOnce(values, system) : run(values, system);
        if (defined.has("statuses")) {
            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrderElementsOf(
                    defined.path("statuses").valueStream().map(JsonNode::intValue).toList());
        }
        if (defined.has("distinct")) {
            assertThat(answers).extracting(answer -> answer.value(defined.path("distinct").stringValue()))
                    .doesNotHaveDuplicates();
        }
        defined.path("save").properties().forEach(
                each -> values.save(each.getKey(), answers.getFirst().value(each.getValue().stringValue())));
    }

    private List<Answer> run(Values values, RunningSystem system) {
        JsonNode filled = values.fill(defined);
        List<Answer> answers = action.run(filled.path(kind).stringValue(), filled, system);
        Expected expected = new Expected(filled.path("expect"));
        answers.forEach(expected::check);
        return answers;
    }

    private List<Answer> atOnce(Values values, RunningSystem system) {
        List<Callable<List<Answer>>> runs = parallel(values).stream()
                .map(each -> (Callable<List<Answer>>) () -> run(each, system)).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(runs.size())) {
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> each : threads.invokeAll(runs)) {
                answers.addAll(each.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private List<Values> parallel(Values values) {
        JsonNode parallel = defined.path("parallel");
        return parallel.isArray()
                ? parallel.valueStream().map(values::with).toList()
                : IntStream.rangeClosed(1, parallel.intValue())
                        .mapToObj(number -> values.with(LocalCore.JSON.createObjectNode().put("n", number))).toList();
    }
}

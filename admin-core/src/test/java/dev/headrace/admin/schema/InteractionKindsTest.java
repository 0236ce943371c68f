package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InteractionKindsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final InteractionKinds KINDS = new InteractionKinds(List.of(new Polls()));

    /** A kind defined only in this test. */
    private static final class Polls implements InteractionKind {

        @Override
        public String option() {
            return "poll";
        }

        @Override
        public void check(InteractionOptions options) {
            if (options.names("choices").size() == 1) {
                options.reject("choices", "needs at least two choices");
            }
            options.integer("votes", 1, 1, 3);
            options.who();
        }

        @Override
        public Optional<JsonNode> forEdges(JsonNode options) {
            return Optional.of(options.path("choices"));
        }
    }

    private final ModelProblems problems = new ModelProblems(Map.of());

    private ContentType read(DefinitionReader reader, String interactions) {
        return reader.read("1", "page", JSON.readTree("""
                {"fields": {"title": {"type": "text"}}, "interactions": %s}""".formatted(interactions)),
                "/types/page").type();
    }

    private ContentType written(String interactions) {
        return read(DefinitionReader.written(problems, KINDS), interactions);
    }

    private List<String> pointersOf(String interactions) {
        written(interactions);
        return problems.found().stream().map(Problem::pointer).toList();
    }

    @Test
    void optionsRoundTripWithDefaults() {
        ContentType type = written("{\"poll\": {\"who\": \"anyone\", \"choices\": [\"yes\", \"no\"]}}");

        assertThat(problems.found()).isEmpty();
        JsonNode definition = DefinitionWriter.write(type);
        assertThat(definition.path("interactions")).hasToString(
                "{\"poll\":{\"choices\":[\"yes\",\"no\"],\"votes\":1,\"who\":\"anyone\"}}");
        assertThat(written(definition.path("interactions").toString()).interactions()).isEqualTo(type.interactions());
    }

    @Test
    void edgesReceiveTheOptionsThatTheKindExports() {
        ContentType type = written("{\"poll\": {\"choices\": [\"yes\", \"no\"]}}");

        assertThat(KINDS.forEdges(type)).containsOnly(Map.entry("poll", JSON.readTree("[\"yes\", \"no\"]")));
        assertThat(KINDS.forEdges(written("{}"))).isEmpty();
    }

    @Test
    void invalidOptionsAreReportedWithTheirPointer() {
        assertThat(pointersOf("{\"poll\": {\"choices\": [\"Yes!\"], \"votes\": 4, \"who\": \"staff\", \"until\": 1}}"))
                .containsExactly("/types/page/interactions/poll/choices", "/types/page/interactions/poll/choices",
                        "/types/page/interactions/poll/votes", "/types/page/interactions/poll/who",
                        "/types/page/interactions/poll/until");
    }

    @Test
    void anUnknownKindIsReported() {
        assertThatThrownBy(() -> TestModels.of(
                "types: {page: {fields: {title: {type: text}}, interactions: {quiz: {}}}}"))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.problems())
                        .extracting(Problem::pointer).containsExactly("/types/page/interactions/quiz"));
    }

    @Test
    void aModelWithAKindWhoseModuleIsMissingCanBeAppliedFromItsSnapshot() {
        ContentType stored = read(DefinitionReader.stored(problems, TestModels.NO_KINDS),
                "{\"poll\": {\"choices\": [\"yes\"], \"votes\": 2}}");
        Model model = new Model(1, Locales.DEFAULT, new LinkedHashMap<>(Map.of("page", stored)));
        String snapshot = SchemaFile.write(model);

        assertThat(TestModels.plan(model, snapshot, Omitted.KEPT).steps()).isEmpty();
        assertThatThrownBy(() -> TestModels.plan(model, snapshot.replace("votes: 2", "votes: 3"), Omitted.KEPT))
                .hasMessageContaining("is not a known key");
    }

    @Test
    void anUnknownStoredKindKeepsItsOptions() {
        ContentType type = read(DefinitionReader.stored(problems, TestModels.NO_KINDS),
                "{\"poll\": {\"choices\": [\"yes\"]}}");

        assertThat(DefinitionWriter.stored(type).at("/interactions/poll/choices/0").stringValue()).isEqualTo("yes");
        assertThat(TestModels.NO_KINDS.forEdges(type)).isEmpty();
    }

    @Test
    void rejectsDuplicateKinds() {
        assertThatThrownBy(() -> new InteractionKinds(List.of(new Polls(), new Polls())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("poll");
    }
}

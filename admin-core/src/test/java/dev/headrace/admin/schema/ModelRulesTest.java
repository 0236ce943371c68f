package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ModelRulesTest {

    private static final Model EMPTY = new Model(0, Locales.DEFAULT, new LinkedHashMap<>());

    @Test
    void aPublicSlugCannotBeMadeFromAPrivateField() {
        assertRejected(EMPTY,
                "{title: {type: text}, secret: {type: text, private: true}, slug: {type: slug, from: secret}}",
                "/types/page/fields/slug/from");

        ContentType page = TestModels.of("""
                types: {page: {fields: {title: {type: text}, secret: {type: text, private: true},
                  code: {type: slug, from: secret, private: true}, slug: {type: slug, from: title}}}}""").type("page");
        assertThat(page.slugField()).map(Field::name).contains("slug");
    }

    @Test
    void theSourceOfAPublicSlugCannotBecomePrivate() {
        Model model = TestModels.of("types: {page: {fields: {title: {type: text}, slug: {type: slug, from: title}}}}");

        assertRejected(model, "{title: {type: text, private: true}}", "/types/page/fields/slug/from");
    }

    @Test
    void aStoredModelWithAPrivateSlugSourceLoadsAndOtherTypesCanBeChanged() {
        ContentType page = DefinitionReader.stored(new ModelProblems(Map.of()), TestModels.NO_KINDS).read("1", "page",
                new JsonMapper().readTree("""
                        {"title": "secret", "fields": {"secret": {"id": "2", "type": "text", "private": true},
                         "n": {"id": "4", "type": "number", "min": 5, "max": 1},
                         "slug": {"id": "3", "type": "slug", "from": "secret"}}}"""), "").type();
        Model model = new Model(1, Locales.DEFAULT, new LinkedHashMap<>(Map.of("page", page)));

        assertThat(TestModels.apply(model, "types: {other: {fields: {title: {type: text}}}}").type("page"))
                .isEqualTo(page);
    }

    @Test
    void searchedFieldsHavePublicTextsAndFacetsAreFilters() {
        String fields = "{title: {type: text}, secret: {type: text, private: true}, stars: {type: number},"
                + " box: {type: group, fields: {n: {type: number}, hidden: {type: text, private: true}}},"
                + " parts: {type: blocks, of: {quote: {fields: {text: {type: markdown}}}}}}";

        assertThat(searchProblems(fields, "{fields: [title, parts], facets: [stars]}")).isEmpty();
        assertThat(searchProblems(fields, "{fields: [title, secret, stars, box, other], facets: [title]}"))
                .containsExactly("/types/page/search/fields/1", "/types/page/search/fields/2",
                        "/types/page/search/fields/3", "/types/page/search/fields/4", "/types/page/search/facets/0");
        assertThat(searchProblems(fields, "{facets: [stars]}")).containsExactly("/types/page/search/fields");
        assertThat(searchProblems(fields, "{fields: [title], boost: [title]}"))
                .containsExactly("/types/page/search/boost");
        assertThat(searchProblems("{title: {type: text}, score: {type: number}}", "{fields: [title]}"))
                .containsExactly("/types/page/search");
    }

    private static List<String> searchProblems(String fields, String search) {
        try {
            var _ = TestModels.of("types: {page: {fields: " + fields + ", lists: {filter: [stars]}, search: " + search
                    + "}}");
            return List.of();
        } catch (InvalidInputException e) {
            return e.problems().stream().map(Problem::pointer).filter(pointer -> pointer.contains("search")).toList();
        }
    }

    @Test
    void noMoreFieldsAreReadThanAllowed() {
        String many = some(100_000);
        String nested = IntStream.range(0, 200)
                .mapToObj(i -> "\"g%d\": {\"type\": \"group\", \"fields\": %s}".formatted(i, some(200)))
                .collect(Collectors.joining(", ", "{", "}"));
        String blocks = "{\"b\": {\"type\": \"blocks\", \"of\": " + many + "}}";

        for (String fields : List.of(many, nested, blocks)) {
            ModelProblems problems = new ModelProblems(Map.of());
            ContentType type = DefinitionReader.written(problems, TestModels.NO_KINDS)
                    .read("", "page", new JsonMapper().readTree("{\"fields\": " + fields + "}"), "/types/page").type();

            assertThat(type.everyField().count()).isLessThanOrEqualTo(1_001);
            assertThatThrownBy(() -> {
                new ModelRules(Map.of("page", type), problems).check(type, "/types/page");
                problems.throwIfAny();
            }).isInstanceOf(InvalidInputException.class);
        }
    }

    private static String some(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"f%d\": {\"type\": \"text\"}".formatted(i))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void limitsMustAllowAValue() {
        for (String options : List.of("type: text, min: 5, max: 1", "type: text, min: 2000",
                "type: number, min: 5, max: 1",
                "type: number, integer: true, min: 1.2, max: 1.8")) {
            assertRejected(EMPTY, "{title: {type: text}, n: {" + options + "}}", "/types/page/fields/n/min");
            assertRejected(EMPTY, "{title: {type: text}, at: {type: group, fields: {n: {" + options + "}}}}",
                    "/types/page/fields/at/fields/n/min");
        }
        assertRejected(EMPTY, "{title: {type: text, max: -1}}", "/types/page/fields/title/max");
        TestModels.of(
                "types: {page: {fields: {title: {type: text, min: 3, max: 3}, n: {type: number, min: 1.5, max: 1.50},"
                        + " i: {type: number, integer: true, min: 0.5, max: 1}}}}");
    }

    @Test
    void anInvalidLimitIsReportedOnce() {
        assertRejected(EMPTY, "{title: {type: text}, n: {type: text, max: -1}}", "/types/page/fields/n/max");
    }

    @Test
    void includePathsIntoBlocksNameTheBlockType() {
        String model = """
                types: {page: {fields: {title: {type: text}, parts: {type: blocks,
                  of: {quote: {fields: {by: {type: reference, to: [page]}}}}}}, views: {full: {include: [PATH]}}}}""";

        assertThatThrownBy(() -> TestModels.of(model.replace("PATH", "parts.by")))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("such as 'parts.quote.field'");
        TestModels.of(model.replace("PATH", "parts.quote.by"));
    }

    private static void assertRejected(Model model, String fields, String pointer) {
        assertThatThrownBy(() -> TestModels.apply(model, "types: {page: {fields: " + fields + "}}"))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.problems())
                        .extracting(Problem::pointer).containsExactly(pointer));
    }
}

package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Model files that name only a part of a type. */
class PartialModelFilesTest {

    private final Model model = TestModels
            .of("""
                    types:
                      recipe:
                        fields:
                          title: {type: text}
                          slug: {type: slug}
                          kind: {type: enum, values: [soup, cake]}
                          at: {type: group, fields: {city: {type: text}, street: {type: text}}}
                          parts: {type: blocks, of: {text: {fields: {body: {type: text}, note: {type: text}}}, rule: {fields: {x: {type: text}}}}}
                    """);

    @Test
    void aTypeWithoutFieldsKeepsItsFields() {
        ContentType recipe = applied("{lists: {filter: [kind]}}");

        assertThat(recipe.fields()).isEqualTo(model.type("recipe").fields());
        assertThat(recipe.lists().filter()).containsExactly("kind");
    }

    @Test
    void aGroupAndBlocksWithoutFieldsKeepTheirs() {
        ContentType recipe = applied(
                "{fields: {at: {type: group, localized: true}, parts: {type: blocks, of: {rule: {}}, localized: true}}}");

        assertThat(recipe.field("at").flatMap(Field::groupFields).orElseThrow()).containsOnlyKeys("city", "street");
        assertThat(recipe.field("parts").flatMap(Field::blocks).orElseThrow()).containsOnlyKeys("text", "rule");
        assertThat(recipe.field("parts").orElseThrow().localized()).isTrue();
    }

    @Test
    void aSlugSourceMayBeAFieldThatTheFileOmits() {
        assertThat(applied("{fields: {slug: {type: slug, from: title}}}").field("slug").flatMap(Field::slugSource))
                .contains("title");
        assertRejected("{fields: {slug: {type: slug, from: kind}}}", "/types/recipe/fields/slug/from");
    }

    @Test
    void namingSomeFieldsKeepsTheOrder() {
        ContentType recipe = applied("{fields: {cost: {type: number}, parts: {type: blocks, of: {image: {"
                + "fields: {alt: {type: text}}}, rule: {}}}, form: {type: enum, values: [soup],"
                + " was: kind}}}");

        assertThat(recipe.fields().sequencedKeySet()).containsExactly("title", "slug", "form", "at", "parts", "cost");
        assertThat(recipe.field("parts").flatMap(Field::blocks).orElseThrow().sequencedKeySet()).containsExactly("text",
                "rule", "image");
        assertThat(steps("{fields: {kind: {type: enum, values: [soup, cake]}}}")).isEmpty();
        assertThat(steps("{fields: {at: {type: group, fields: {street: {type: text}}}}}")).isEmpty();
    }

    @Test
    void aFileThatNamesAllFieldsChangesTheirOrder() {
        String all = """
                {fields: {slug: {type: slug}, cost: {type: number}, title: {type: text}, at: {type: group},
                  kind: {type: enum, values: [soup, cake]}, parts: {type: blocks}}, title: title}""";

        assertThat(applied(all).fields().sequencedKeySet()).containsExactly("slug", "cost", "title", "at", "kind",
                "parts");
        assertThat(steps(all)).isEqualTo("addField changeType");
    }

    @Test
    void newAndPrunedTypesNeedFields() {
        assertThatThrownBy(() -> TestModels.of("types: {page: {name: Page}}"))
                .hasMessageContaining("a type needs at least one field");
        assertThatThrownBy(() -> TestModels.plan(model, "types: {recipe: {name: Recipe}}", Omitted.FIELDS_REMOVED))
                .hasMessageContaining("a type needs at least one field");
        assertRejected("{fields: {more: {type: group}}}", "/types/recipe/fields/more/fields");
        assertRejected("{fields: {more: {type: blocks}}}", "/types/recipe/fields/more/of");
    }

    @Test
    void limitsApplyToTheResultingType() {
        String first = fields(0, 150);
        Model large = TestModels.of("types: {page: {fields: {" + first + "}}}");

        assertThatThrownBy(() -> TestModels.plan(large, "types: {page: {fields: {" + fields(150, 201) + "}}}",
                Omitted.KEPT)).hasMessageContaining("must not have more than 200 fields");
    }

    private static String fields(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "f" + i + ": {type: text}").collect(Collectors.joining(", "));
    }

    private ContentType applied(String recipe) {
        return TestModels.apply(model, "types: {recipe: " + recipe + "}").type("recipe");
    }

    private String steps(String recipe) {
        return TestModels.plan(model, "types: {recipe: " + recipe + "}", Omitted.KEPT).steps().stream()
                .map(SchemaStep::kind).collect(Collectors.joining(" "));
    }

    private void assertRejected(String recipe, String pointer) {
        assertThatThrownBy(() -> applied(recipe)).isInstanceOfSatisfying(InvalidInputException.class,
                e -> assertThat(e.problems()).extracting(Problem::pointer).containsExactly(pointer));
    }
}

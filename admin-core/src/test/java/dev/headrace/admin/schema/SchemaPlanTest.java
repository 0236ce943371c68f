package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SchemaPlanTest {

    private static final String MODEL = """
            types:
              author:
                fields: {name: {type: text}, employer: {type: reference, to: [company]}, mail: {type: email, private: true}}
                views: {card: {fields: [name]}}
              company:
                fields: {name: {type: text}}
              article:
                name: Article
                title: title
                fields:
                  title: {type: text}
                  a: {type: text}
                  b: {type: text}
                  author: {type: reference, to: [author]}
                  parts: {type: blocks, of: {quote: {fields: {text: {type: text}}}}}
                views: {full: {include: {author: card, author.employer: null}}}
                lists: {filter: [author], sort: [a]}
                search: {fields: [title], facets: [author]}
            """;

    private final Model model = TestModels.of(MODEL);

    @Test
    void reapplyingAFileHasNoSteps() {
        assertThat(steps(MODEL)).isEmpty();
        assertThat(steps(SchemaFile.write(model))).isEmpty();
    }

    @Test
    void renameChainsKeepAllValuesAndAreIdempotent() {
        String chained = MODEL.replace("a: {type: text}\n", "b: {type: text, was: a}\n")
                .replace("b: {type: text}\n", "c: {type: text, was: b}\n").replace("sort: [a]", "sort: [b]");

        assertThat(steps(chained)).contains("renameField b", "renameField c").doesNotContain("addField c");
        Model after = TestModels.apply(model, chained);
        assertThat(after.type("article").field("b").orElseThrow().id())
                .isEqualTo(model.type("article").field("a").orElseThrow().id());
        assertThat(after.type("article").field("c").orElseThrow().id())
                .isEqualTo(model.type("article").field("b").orElseThrow().id());
        assertThat(TestModels.plan(after, chained, Omitted.KEPT).steps()).isEmpty();
    }

    @Test
    void anUnmatchedFormerNameIsRejected() {
        assertFormerNameRefused("{a: {type: text, was: b}, b: {type: text, was: a}}", "/types/article/fields/a/was",
                "/types/article/fields/b/was");
        assertFormerNameRefused("{c: {type: text, was: nosuch}}", "/types/article/fields/c/was");
        assertFormerNameRefused("{d: {type: text, was: a}, e: {type: text, was: a}}", "/types/article/fields/e/was");
        assertFormerNameRefused("{b: {type: text, was: a}}", "/types/article/fields/b/was");
        assertFormerNameRefused("{a: {type: text, was: a}}", "/types/article/fields/a/was");
        assertFormerNameRefused("{a: {type: text}, c: {type: text, was: a}}", "/types/article/fields/c/was");
        assertFormerNameRefused("{parts: {type: blocks, of: {cite: {was: nosuch, fields: {text: {type: text}}}}}}",
                "/types/article/fields/parts/of/cite/was");
    }

    private void assertFormerNameRefused(String fields, String... pointers) {
        assertThatThrownBy(() -> steps("types: {article: {fields: " + fields + "}}"))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.problems())
                        .extracting(InvalidInputException.Problem::pointer).containsExactly(pointers));
    }

    @Test
    void formerNamesInNewTypesAreIgnored() {
        assertThat(steps("types: {page: {fields: {title: {type: text, was: name}}}}")).containsExactly("addType ");
    }

    @Test
    void orderIsPartOfTheModel() {
        assertThat(steps("locales: {de: {}, en: {}}", TestModels.of("locales: {en: {}, de: {}}")))
                .containsExactly("changeLocales ");
        Model nested = TestModels
                .of("""
                        types: {page: {fields: {title: {type: text},
                          parts: {type: blocks, of: {a: {fields: {x: {type: text}, y: {type: text}}}, b: {fields: {z: {type: text}}}}}}}}""");

        assertThat(
                steps("""
                        types: {page: {fields: {title: {type: text},
                          parts: {type: blocks, of: {b: {fields: {z: {type: text}}}, a: {fields: {y: {type: text}, x: {type: text}}}}}}}}""",
                        nested))
                .containsExactly("reorder parts.a", "reorder parts");
    }

    @Test
    void embeddedFieldsCannotBeRemoved() {
        assertThatThrownBy(() -> SchemaPlan.between(model, SchemaFile.readOne("author", new JsonMapper().readTree("""
                {"fields": {"name": {"type": "text"}, "employer": {"type": "reference", "to": ["company"]}}}"""),
                TestModels.NO_KINDS),
                Omitted.FIELDS_REMOVED, List.of())).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names the view 'card'");
        assertThatThrownBy(() -> SchemaPlan.between(model,
                SchemaFile.readOne("author", new JsonMapper().readTree("""
                        {"fields": {"name": {"type": "text"}}, "views": {"card": {"fields": ["name"]}}}"""),
                        TestModels.NO_KINDS),
                Omitted.FIELDS_REMOVED, List.of())).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'author.employer' is not a reference field");
    }

    @Test
    void includePathsOfOtherTypesFollowARename() {
        Model after = TestModels.apply(model,
                "types: {author: {fields: {firm: {type: reference, to: [company], was: employer}}}}");

        assertThat(after.type("article").view("full").include()).containsOnlyKeys("author", "author.firm");
    }

    @Test
    void aPathThroughSeveralTypesFollowsEachRename() {
        Model several = TestModels
                .of("""
                        types:
                          a: {fields: {name: {type: text}, boss: {type: reference, to: [a]}}}
                          b: {fields: {name: {type: text}, boss: {type: reference, to: [a]}}}
                          page: {fields: {title: {type: text}, by: {type: reference, to: [a, b]}}, views: {full: {include: [by.boss]}}}""");

        Model after = TestModels.apply(several, "types: {a: {fields: {chief: {type: reference, to: [a], was: boss}}}}");

        assertThat(after.type("page").view("full").include()).containsOnlyKeys("by.chief", "by.boss");
    }

    @Test
    void slugSourcesFollowARename() {
        Model before = TestModels.of(
                "types: {page: {fields: {title: {type: text}, slug: {type: slug, from: title}}}}");

        Model after = TestModels.apply(before, "types: {page: {fields: {headline: {type: text, was: title}}}}");

        assertThat(after.type("page").field("slug").flatMap(Field::slugSource)).contains("headline");
        assertThat(after.type("page").titleField()).isEqualTo("headline");
    }

    @Test
    void cyclicPathsAreResolvedInBoundedTime() {
        String path = "a" + ".a".repeat(60);

        assertThatThrownBy(() -> TestModels.of("""
                types:
                  x: {fields: {name: {type: text}, a: {type: reference, to: [x, y]}}, views: {full: {include: [PATH]}}}
                  y: {fields: {name: {type: text}, a: {type: reference, to: [x, y]}}}""".replace("PATH", path)))
                .hasMessageContaining("3 references deep");
    }

    @Test
    void endlessPathsAreInvalid() {
        String path = "a" + ".a".repeat(100_000);

        assertThatThrownBy(() -> TestModels.of("""
                types:
                  x: {fields: {name: {type: text}, a: {type: reference, to: [x]}}, views: {full: {include: [PATH]}}}
                """.replace("PATH", path))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void storedDefinitionsKeepOutOfRangeLimits() {
        ContentType loaded = DefinitionReader.stored(new ModelProblems(Map.of()), TestModels.NO_KINDS).read("1", "page",
                new JsonMapper().readTree("""
                        {"fields": {"t": {"id": "2", "type": "text", "max": 123456789}}}"""), "").type();

        assertThat(loaded.title().input().maxLength()).isEqualTo(123456789);
    }

    @Test
    void stringListsAreBounded() {
        String words = IntStream.range(0, 1_001).mapToObj(i -> "w" + i).collect(Collectors.joining(", "));

        assertThatThrownBy(() -> TestModels.of(
                "types: {page: {fields: {t: {type: text}, e: {type: enum, values: [" + words + "]}}}}"))
                .hasMessageContaining("more than 1000 strings");
    }

    @Test
    void aPartialFileLeavesOmittedPartsUnchanged() {
        Model after = TestModels.apply(model, "types: {article: {fields: {subtitle: {type: text}}}}");

        ContentType article = after.type("article");
        assertThat(article.label()).isEqualTo("Article");
        assertThat(article.titleField()).isEqualTo("title");
        assertThat(article.views()).isEqualTo(model.type("article").views());
        assertThat(article.fields()).containsKeys("title", "a", "b", "author", "parts", "subtitle");
    }

    @Test
    void omittedPartsFollowARename() {
        Model after = TestModels.apply(model,
                "types: {article: {fields: {writer: {type: reference, to: [author], was: author}}}}");

        assertThat(after.type("article").lists().filter()).containsExactly("writer");
        assertThat(after.type("article").search().facets()).containsExactly("writer");
        assertThat(after.type("article").view("full").include()).containsKeys("writer", "writer.employer");
    }

    @Test
    void nestedFieldsHaveStepsOfTheirOwn() {
        String nested = MODEL.replace("quote: {fields: {text: {type: text}}}",
                "cite: {was: quote, fields: {words: {type: markdown, was: text}, by: {type: text}}}");

        assertThat(steps(nested)).containsExactly("renameBlock parts.cite", "renameField parts.cite.words",
                "changeField parts.cite.words", "addField parts.cite.by");
    }

    @Test
    void aTypeChangeIsDestructiveOnlyIfValuesAreIncompatible() {
        assertThat(steps(MODEL.replace("b: {type: text}", "b: {type: markdown}"))).containsExactly("changeField b");
        assertThat(steps(MODEL.replace("b: {type: text}", "b: {type: number}"))).containsExactly("replaceField b");
    }

    @Test
    void aStoredModelThatViolatesRulesStillLoads() {
        ModelProblems problems = new ModelProblems(Map.of());
        ContentType loaded = DefinitionReader.stored(problems, TestModels.NO_KINDS).read("1", "page",
                new JsonMapper().readTree("""
                        {"name": "Page", "title": "nosuch", "colour": 1,
                         "fields": {"id": {"id": "2", "type": "text"}, "n": {"id": "3", "type": "hologram"}},
                         "views": {"card": {"fields": ["gone"]}}}"""), "").type();

        assertThat(loaded.fields().values()).extracting(Field::id).containsExactly("2", "3");
        assertThat(problems.found()).isNotEmpty();
    }

    @Test
    void viewsMustNotShowOrEmbedPrivateOrUnknownFields() {
        assertRefused("card: {fields: [name]}", "card: {fields: [mail]}", "private");
        assertRefused("author: card", "author: portrait", "does not have");
        assertRefused("author.employer", "author.name", "is not a reference field");
        assertRefused("author.employer", "author.employer.x", "is not a reference field");
    }

    @Test
    void includeDepthIsBounded() {
        String looping = MODEL.replace("company:\n    fields: {name: {type: text}}",
                "company:\n    fields: {name: {type: text}, owner: {type: reference, to: [author]}}");

        TestModels.of(looping.replace("author.employer: null", "author.employer.owner: card"));
        assertThatThrownBy(() -> TestModels.of(
                looping.replace("author.employer: null", "author.employer.owner.employer: null")))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("3 references deep");
    }

    @Test
    void referencedTypesCannotBeDeleted() {
        assertThatThrownBy(() -> SchemaPlan.deleting(model, model.type("company"), List.of()))
                .isInstanceOf(RefusedException.class).hasMessageContaining("may refer to it: 'author.employer'.");
        Model nested = TestModels.of("""
                types:
                  cook: {fields: {name: {type: text}}}
                  recipe:
                    fields:
                      name: {type: text}
                      parts: {type: blocks, of: {quote: {fields: {by: {type: reference, to: [cook]}}}}}
                """);
        assertThatThrownBy(() -> SchemaPlan.deleting(nested, nested.type("cook"), List.of()))
                .hasMessageContaining("may refer to it: 'recipe.parts.quote.by'.");
    }

    @Test
    void fieldsAreNestedAtMostFiveLevelsDeep() {
        String group = "fields: {f: {type: text}}";
        for (int i = 1; i < 5; i++) {
            group = "fields: {f: {type: group, " + group + "}}";
        }
        TestModels.of(
                "types: {page: {title: t, fields: {t: {type: text}, " + group.substring(9, group.length() - 1) + "}}}");
        String deeper = "fields: {t: {type: text}, f: {type: group, " + group + "}}";

        assertThatThrownBy(() -> TestModels.of("types: {page: {title: t, " + deeper + "}}"))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("5 levels deep");
    }

    @Test
    void localesNeedValidTagsAndAcyclicFallbacks() {
        assertThat(TestModels.of("types: {}\nlocales: {en: {}, de: {fallback: en}}").locales().chain("de"))
                .containsExactly("de", "en");
        assertThatThrownBy(() -> TestModels.of("locales: {en: {fallback: de}, de: {fallback: en}}"))
                .hasMessageContaining("must not form a cycle");
        assertThatThrownBy(() -> TestModels.of("locales: {EN: {}}")).hasMessageContaining("language tag");
    }

    @Test
    void problemsSayWhatIsAllowed() {
        String page = "types: {page: {title: t, fields: {t: {type: text}%s}}}";
        assertThatThrownBy(() -> TestModels.of(page.formatted(", n: {type: number, maxx: 3}"))).hasMessageContaining(
                "is not a known key; known ones here are default, help, integer, localized, max, min, private");
        assertThatThrownBy(() -> TestModels.of(page.formatted(", My-Field: {type: text}"))).hasMessageContaining(
                "must be a lowercase letter followed by at most 62 letters, digits and underscores");
        assertThatThrownBy(() -> TestModels.of(page.formatted(", id: {type: text}")))
                .hasMessageContaining("documents or queries use it");
        assertThatThrownBy(() -> TestModels.of("locales: {en: {fallback: de}, de: {fallback: en}}"))
                .hasMessageContaining("en → de → …");
    }

    private void assertRefused(String present, String requested, String message) {
        assertThatThrownBy(() -> TestModels.of(MODEL.replace(present, requested)))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining(message);
    }

    private List<String> steps(String yaml) {
        return steps(yaml, model);
    }

    private static List<String> steps(String yaml, Model present) {
        return TestModels.plan(present, yaml, Omitted.KEPT).steps().stream()
                .map(step -> step.kind() + " " + step.field()).toList();
    }
}

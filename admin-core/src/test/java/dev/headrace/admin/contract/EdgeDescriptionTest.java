package dev.headrace.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.testkit.openapi.Description;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EdgeDescriptionTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Model MODEL = TestModels.of("""
            types:
              person:
                title: name
                fields:
                  name: {type: text, required: true}
                  secret: {type: text, private: true}
                  boss: {type: reference, to: [person, team]}
                views: {card: {fields: [name]}}
                search: {fields: [name]}
              team:
                fields: {name: {type: text}}
              article:
                title: title
                fields:
                  title: {type: text, required: true, help: The headline}
                  format: {type: enum, values: [essay, review]}
                  minutes: {type: number}
                  date: {type: datetime}
                  author: {type: reference, to: [person]}
                  about: {type: reference, to: [person, team], many: true}
                  frame: {type: group, fields: {width: {type: number}, hidden: {type: text, private: true}}}
                  parts:
                    type: blocks
                    of:
                      quote: {fields: {text: {type: text}, by: {type: reference, to: [person]}}}
                      rule: {fields: {wide: {type: boolean}}}
                views:
                  card: {fields: [title, author], include: [author]}
                  deep: {include: {author.boss: full, about: full, parts.quote.by: card}}
                lists: {filter: [author, format, about], sort: [date, minutes], view: card}
                search: {fields: [title], facets: [format]}
              page:
                fields: {name: {type: text}, text: {type: markdown}}
            locales: {en: {}, de: {}}
            """);

    private final JsonNode description = describe(published());

    private static PublishedModel published() {
        PublishedModel plain = new EdgeModel(TestModels.NO_KINDS).of(MODEL);
        Map<String, PublishedModel.Type> types = new HashMap<>(plain.types());
        types.computeIfPresent("article", (_, type) -> new PublishedModel.Type(type.views(), type.listView(),
                type.filters(), type.sorts(),
                Interactions.parse("{\"views\":true,\"reactions\":[\"like\",\"dislike\"]}"), type.lists(),
                type.search()));
        return new PublishedModel(7, plain.locales(), types);
    }

    private static JsonNode describe(PublishedModel published) {
        return JSON.readTree(new EdgeDescription(JSON).json(MODEL, published));
    }

    @Test
    void theDescriptionIsConsistent() {
        assertThat(Description.parse(description.toString()).problems()).isEmpty();
        assertThat(description.path("paths").propertyNames()).contains("/v1/content/article",
                "/v1/content/article/{id}/reactions/{reaction}", "/v1/search", "/v1/sync")
                .doesNotContain("/v1/content/team/{id}/views");
    }

    @Test
    void privateFieldsAreNotDescribed() {
        assertThat(description.toString()).doesNotContain("secret", "hidden");
    }

    @Test
    void fieldsAreAlwaysThereButMayBeNull() {
        JsonNode article = schema("Article");

        assertThat(article.path("required").valueStream().map(JsonNode::asString)).containsExactly("id", "type",
                "title", "format", "minutes", "date", "author", "about", "frame", "parts", "_meta");
        assertThat(article.at("/properties/title").toString())
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"description\":\"The headline\"}");
        assertThat(article.at("/properties/_stats/$ref").asString()).endsWith("/ArticleStats");
        assertThat(article.at("/properties/frame/anyOf/0/$ref").asString()).endsWith("/ArticleFrame");
        assertThat(schema("ArticleReactionCounts").path("properties").propertyNames())
                .containsExactly("like", "dislike");
    }

    @Test
    void blocksAndReferencesToSeveralTypesHaveDiscriminators() {
        JsonNode parts = schema("Article").at("/properties/parts/items");
        assertThat(parts.at("/discriminator/propertyName").asString()).isEqualTo("_type");
        assertThat(parts.at("/discriminator/mapping/quote").asString()).endsWith("/ArticlePartsQuote");

        JsonNode about = schema("ArticleDeep").at("/properties/about/items");
        assertThat(about.at("/discriminator/mapping").propertyNames()).containsExactly("person", "team");
        assertThat(schema("Article").at("/properties/about/items/$ref").asString()).endsWith("/Reference");
    }

    @Test
    void embeddedDocumentsEmbedWhatTheOutermostViewSays() {
        String author = schema("ArticleDeep").at("/properties/author/anyOf/0/$ref").asString();
        assertThat(author).endsWith("/PersonCardEmbedded");
        assertThat(schema("PersonCardEmbedded").path("properties").propertyNames())
                .containsExactly("id", "type", "name");
        JsonNode quote = schema("ArticleDeepPartsQuote").at("/properties/by/anyOf/0/$ref");
        assertThat(quote.asString()).endsWith("/PersonCardEmbedded");
        assertThat(schema("ArticlePartsQuote").at("/properties/by/anyOf/0/$ref").asString()).endsWith("/Reference");
    }

    @Test
    void listsHaveTheParametersOfTheirType() {
        List<String> names = description.at("/paths/~1v1~1content~1article/get/parameters").valueStream()
                .map(parameter -> parameter.path("name").asString("")).toList();

        assertThat(names).contains("author", "author[in]", "format", "date[gte]", "minutes[lt]", "publishedAt[gt]",
                "sort", "view").doesNotContain("author[gte]", "format[gte]", "title");
    }

    @Test
    void namesOfTypesCannotHideThoseOfTheClients() {
        assertThat(schema("Page").isMissingNode()).isTrue();
        assertThat(schema("Page2").at("/properties/text/contentMediaType").asString()).isEqualTo("text/markdown");
    }

    @Test
    void aFrameHasTheVersionOfTheModel() {
        Frame frame = new EdgeDescription(JSON).frame(MODEL, published());

        assertThat(frame.kind()).isEqualTo(Frame.Kind.DOCUMENT);
        assertThat(frame.version()).isEqualTo(7);
        assertThat(new String(frame.body(), StandardCharsets.UTF_8)).isEqualTo(description.toString());
    }

    private JsonNode schema(String name) {
        return description.at("/components/schemas/" + name);
    }
}

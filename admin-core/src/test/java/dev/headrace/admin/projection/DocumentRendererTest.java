package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.contract.DescribedDocuments;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.admin.schema.Values;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import dev.headrace.model.IndexRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class DocumentRendererTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID ARTICLE = UUID.fromString("01a00000-0000-7000-8000-000000000001");
    private static final UUID AUTHOR = UUID.fromString("01a00000-0000-7000-8000-000000000002");
    private static final UUID DRAFT = UUID.fromString("01a00000-0000-7000-8000-000000000003");

    private static final Model MODEL = TestModels
            .of("""
                    types:
                      author:
                        title: name
                        fields:
                          name: {type: text, required: true}
                          friend: {type: reference, to: [author]}
                          secret: {type: text, private: true}
                      article:
                        title: title
                        fields:
                          title: {type: text, required: true}
                          stars: {type: number}
                          author: {type: reference, to: [author]}
                          others: {type: reference, to: [author], many: true}
                          box: {type: group, fields: {width: {type: number}, height: {type: number}}}
                          body: {type: markdown}
                          parts:
                            type: blocks
                            of:
                              quote: {fields: {text: {type: text}, by: {type: reference, to: [author]}, note: {type: text, private: true}}}
                        views:
                          deep: {include: [author.friend, parts.quote.by]}
                          card: {fields: [title]}
                        lists: {filter: [author, others], sort: [stars, title]}
                        search: {fields: [title, body, parts], facets: [others]}
                    locales: {en: {}, de: {fallback: en}}
                    """);

    private static final DescribedDocuments DESCRIPTION = new DescribedDocuments(MODEL);

    private final PublishedEntries published = new PublishedEntries(MODEL);
    private final ContentType article = MODEL.type("article");

    @Test
    void fieldsFollowModelOrderAndEmptyValuesAreNullOrEmpty() {
        assertThat(render(publication(ARTICLE, "article", "{\"title\": \"Empty\"}"), "full")).isEqualTo("""
                {"id":"%s","type":"article","title":"Empty","stars":null,"author":null,"others":[],"box":null,\
                "body":null,"parts":[],"_meta":{"version":4,"publishedAt":"2026-01-01T00:00:00Z",\
                "updatedAt":"2026-01-02T00:00:00Z","locale":"en"}}""".formatted(ARTICLE));
    }

    @Test
    void nestedValuesAreRenderedWithoutKeys() {
        Publication publication = publication(ARTICLE, "article",
                """
                        {"title": "Nested", "box": {"width": 2.50}, "parts": [{"_key": "k", "_type": "quote", "text": "Q"}]}""");

        assertThat(render(publication, "full")).contains("\"box\":{\"width\":2.5,\"height\":null}",
                "\"parts\":[{\"_type\":\"quote\",\"text\":\"Q\",\"by\":null}]").doesNotContain("_key");
    }

    @Test
    void aViewShowsOnlyItsFields() {
        assertThat(render(publication(ARTICLE, "article", "{\"title\": \"Card\", \"stars\": 3}"), "card"))
                .contains("\"title\":\"Card\"").doesNotContain("stars", "parts");
    }

    @Test
    void referencesAreLinkedEmbeddedOrOmitted() {
        published.add(publication(AUTHOR, "author",
                "{\"name\": \"Ada\", \"secret\": \"hidden\", \"friend\": \"" + AUTHOR + "\"}"));
        published.add(AUTHOR, MODEL.type("author").id(), "en");
        Publication publication = publication(ARTICLE, "article", """
                {"title": "Refs", "author": "%s", "others": ["%s", "%s"],
                 "parts": [{"_type": "quote", "text": "Q", "by": "%s"}]}""".formatted(AUTHOR, DRAFT, AUTHOR, DRAFT));
        String name = "{\"id\":\"" + AUTHOR + "\",\"type\":\"author\"}";

        assertThat(render(publication, "full")).contains("\"author\":" + name, "\"others\":[" + name + "]",
                "\"by\":null");
        assertThat(render(publication, "deep")).contains("\"name\":\"Ada\",\"friend\":{", "\"friend\":" + name)
                .doesNotContain("hidden", DRAFT.toString());
    }

    @Test
    void rejectsDocumentsThatEmbedTooMuch() {
        published.add(publication(AUTHOR, "author", "{\"name\": \"Ada\"}"));
        published.add(AUTHOR, MODEL.type("author").id(), "en");
        Publication publication = publication(ARTICLE, "article",
                "{\"title\": \"Too many\", \"author\": \"" + AUTHOR + "\"}");
        DocumentRenderer strict = new DocumentRenderer(JSON, new ProjectionSettings(1, 0, 10_000, Duration.ofDays(1)));
        Publication large = publication(ARTICLE, "article", "{\"title\": \"" + "x".repeat(900) + "\"}");

        assertThatThrownBy(() -> strict.render(publication, article, article.view("deep"), "en", published))
                .isInstanceOf(TooLargeException.class).hasMessageContaining("more than 0");
        assertThat(strict.render(large, article, article.view("full"), "en", published).json()).hasSizeLessThan(10_000);
    }

    @Test
    void indexRecordsHaveCanonicalValuesOfPublishedEntries() {
        published.add(AUTHOR, MODEL.type("author").id(), "en");
        Publication publication = publication(ARTICLE, "article", """
                {"title": "Indexed", "stars": 4.50, "author": "%s", "others": ["%s", "%s"]}"""
                .formatted(DRAFT, AUTHOR, DRAFT));

        var record = IndexRecords.of(publication, article, "de", published);

        assertThat(record.locale()).isEqualTo("de");
        assertThat(record.publishedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
        assertThat(record.values()).containsOnlyKeys("title", "stars", "others")
                .containsEntry("stars", List.of("4.5")).containsEntry("others", List.of(AUTHOR.toString()));
    }

    @Test
    void indexRecordsHaveThePublicTextsThatAreSearched() {
        Publication publication = publication(ARTICLE, "article",
                """
                        {"title": "Weirs & locks", "stars": 4,
                         "body": "# Why *water*\\n\\nSee [the map](https://x.test/a 'T').\\n\\n<p class='x'>Html</p>\\n\\n| a | b |\\n|---|---|\\n| c | `d` |",
                         "parts": [{"_type": "quote", "text": "First", "note": "hidden"}, {"_type": "quote", "text": "Second"}]}""");

        Map<String, String> texts = IndexRecords.of(publication, article, "en", published).texts();

        assertThat(texts).containsOnlyKeys("title", "body", "parts").containsEntry("title", "Weirs & locks")
                .containsEntry("parts", "First\nSecond");
        assertThat(Objects.requireNonNull(texts.get("body")).split("\\s+")).containsExactly("Why", "water", "See",
                "the", "map.", "Html", "a", "b", "c", "d");
    }

    @Test
    void searchedTextsAreCutBetweenCharacters() {
        Publication publication = publication(ARTICLE, "article",
                "{\"title\": \"T\", \"body\": \"" + "\\ud83d\\ude00".repeat(IndexRecord.MAX_TEXT) + "\"}");

        Map<String, String> texts = IndexRecords.of(publication, article, "en", published).texts();

        assertThat(texts.get("body")).hasSizeBetween(IndexRecord.MAX_TEXT - 10, IndexRecord.MAX_TEXT)
                .doesNotEndWith("\ud83d");
    }

    private String render(Publication publication, String view) {
        DocumentRenderer renderer = new DocumentRenderer(JSON,
                new ProjectionSettings(1, 100, 1_000_000, Duration.ofDays(1)));
        String document = new String(
                renderer.render(publication, article, article.view(view), "de", published).json(),
                StandardCharsets.UTF_8);
        assertThat(DESCRIPTION.violations(article.name(), view, document)).isEmpty();
        return document;
    }

    private static Publication publication(UUID id, String type, String values) {
        return new Publication(new DocumentKey(id, "en"), MODEL.type(type).id(), 4,
                Values.read(MODEL.type(type), JSON.readTree(values), MissingNode.getInstance()), null,
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"), null);
    }
}

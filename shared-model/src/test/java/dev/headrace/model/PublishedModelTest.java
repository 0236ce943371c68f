package dev.headrace.model;

import static dev.headrace.model.WireSamples.TARGET;
import static dev.headrace.model.WireSamples.golden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published model and the values in lists, pinned like all {@linkplain WireFormatTest wire forms}. */
class PublishedModelTest {

    @Test
    void modelIsStable() throws IOException {
        PublishedModel model = new PublishedModel(3, List.of("en", "de"), Map.of("article",
                new PublishedModel.Type(List.of("full", "card"), "card",
                        Map.of("author", new Field(ValueKind.REFERENCE, List.of("author"), "f1")),
                        Map.of("date", new Field(ValueKind.DATETIME, List.of(), "f2")),
                        PublishedModel.Interactions.parse("{\"views\":true,\"reactions\":[\"like\"]}"), "1")));

        assertThat(model.toJson()).isEqualTo(golden("model"));
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    @Test
    void fieldsListTheirAllowedValues() {
        PublishedModel model = filteredBy("format",
                new Field(ValueKind.TEXT, List.of(), "f1", List.of("essay", "review"), false));

        assertThat(model.toJson()).contains(
                "{\"format\":{\"kind\":\"TEXT\",\"to\":[],\"id\":\"f1\",\"values\":[\"essay\",\"review\"]}}");
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    @Test
    void fieldsSayWhetherTheyHaveManyValues() {
        PublishedModel model = filteredBy("tags",
                new Field(ValueKind.REFERENCE, List.of("tag"), "f1", List.of(), true));

        assertThat(model.toJson())
                .contains("{\"tags\":{\"kind\":\"REFERENCE\",\"to\":[\"tag\"],\"id\":\"f1\",\"many\":true}}");
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    @Test
    void searchedTypesSayWhatIsSearched() throws IOException {
        PublishedModel.Search search = new PublishedModel.Search(Map.of("title", "f1", "body", "f2"), "title",
                List.of("tags"));
        PublishedModel model = new PublishedModel(3, List.of("en"), Map.of("article", new PublishedModel.Type(
                List.of("full"), "full", Map.of("tags", new Field(ValueKind.REFERENCE, List.of("tag"), "f3")),
                Map.of(), PublishedModel.Interactions.NONE, "1", search)));

        assertThat(model.toJson()).isEqualTo(golden("model-search"));
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    private static PublishedModel filteredBy(String name, Field field) {
        return new PublishedModel(3, List.of("en"), Map.of("article", new PublishedModel.Type(List.of("full"), "full",
                Map.of(name, field), Map.of(), PublishedModel.Interactions.NONE)));
    }

    @Test
    void additionsOfNewerWritersAreIgnored() {
        assertThat(PublishedModel.parse("{\"version\":1,\"types\":{},\"future\":{}}")).isEqualTo(
                new PublishedModel(1, List.of("en"), Map.of()));

        PublishedModel newer = PublishedModel.parse("""
                {"version":2,"types":{"article":{"views":["full"],"listView":"full","future":1,
                 "filters":{"place":{"kind":"GEOHASH","to":[]},"topic":{"kind":"TEXT","to":[],"future":1}},
                 "sorts":{"place":{"kind":"GEOHASH","to":[]}},
                 "interactions":{"views":true,"reactions":[],"future":{}}}}}
                """);
        PublishedModel.Type article = newer.type("article").orElseThrow();
        assertThat(article.filters()).containsOnly(Map.entry("topic", new Field(ValueKind.TEXT, List.of())));
        assertThat(article.sorts()).isEmpty();
        assertThat(article.interactions().of("views").booleanValue()).isTrue();
        assertThat(article.interactions().of("rating").isMissingNode()).isTrue();
    }

    /** Otherwise the edge would compare a query's values with others than those that the core has written. */
    @Test
    void canonicalValuesAreStable() throws IOException {
        List<String> values = List.of(ListValue.canonical(ValueKind.TEXT, "Éclairs & Ökologie"),
                ListValue.canonical(ValueKind.REFERENCE, TARGET.id()), ListValue.canonical(ValueKind.NUMBER, "-12.50"),
                ListValue.canonical(ValueKind.NUMBER, "0.0"), ListValue.canonical(ValueKind.NUMBER, "1e3"),
                ListValue.canonical(ValueKind.BOOLEAN, "true"),
                ListValue.canonical(ValueKind.DATETIME, "2026-03-14T09:00:00.1239+01:00"));

        assertThat(String.join("\n", values)).isEqualTo(golden("values"));
    }

    @Test
    void indexRecordsAreStable() throws IOException {
        IndexRecord entry = new IndexRecord(TARGET, "en", 1_700_000_000_000L, "1",
                Map.of("topic", List.of("a", "b\n\"c\""), "date", List.of("2026-03-14T08:00:00Z")));

        assertThat(entry.toJson()).isEqualTo(golden("index"));
        assertThat(IndexRecord.parse(entry.toJson())).isEqualTo(entry);
    }

    @Test
    void indexRecordsOfWithdrawnDocumentsAreStable() throws IOException {
        IndexRecord entry = new IndexRecord(TARGET, "en", 1_700_000_000_000L, "1", Map.of("topic", List.of("a")),
                Map.of(), true);

        assertThat(entry.toJson()).isEqualTo(golden("index-withdrawn"));
        assertThat(IndexRecord.parse(entry.toJson())).isEqualTo(entry);
        assertThat(IndexRecord.parse(golden("index")).isWithdrawn()).isFalse();
    }

    @Test
    void indexRecordsHaveTheTextsOfSearchedFields() throws IOException {
        IndexRecord entry = new IndexRecord(TARGET, "en", 1_700_000_000_000L, "1", Map.of(),
                Map.of("title", "Weirs", "body", "A \"weir\"\n& more"));

        assertThat(entry.toJson()).isEqualTo(golden("index-search"));
        assertThat(IndexRecord.parse(entry.toJson())).isEqualTo(entry);
    }

    @Test
    void fieldsOfIndexRecordsAreReadAsWritten() {
        IndexRecord.Field field = new IndexRecord.Field(TARGET, "en");

        assertThat(IndexRecord.Field.parse(field.format())).contains(field);
        assertThat(IndexRecord.Field.parse("article:" + TARGET.id())).isEmpty();
        assertThat(IndexRecord.Field.parse("article:weir:en")).isEmpty();
        assertThat(IndexRecord.Field.ofType("article")).isEqualTo("article:*");
        assertThat(IndexRecord.Field.ofType("[a*]")).isEqualTo("\\[a\\*\\]:*");
    }
}

package dev.headrace.edge.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.index.SearchPosition;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.Search;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.testkit.fuzz.Fuzz;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ParameterLimitException;
import io.undertow.util.URLUtils;
import io.undertow.util.UrlDecodeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SearchFuzzTest {

    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_PARAMETERS = 128;
    private static final Pattern NOT_IN_TARGETS = Pattern.compile("[^\\x21-\\x7e]+");
    private static final PublishedModel MODEL = new PublishedModel(1, List.of("en", "de"),
            Map.of("article", type(), "author", type()));

    /** A type with a field of each kind. */
    private static PublishedModel.Type type() {
        Map<String, Field> fields = new TreeMap<>();
        for (ValueKind kind : ValueKind.values()) {
            fields.put(kind.name(), new Field(kind, List.of("article"), "f", List.of(), kind == ValueKind.TEXT));
        }
        return new PublishedModel.Type(List.of("full", "card"), "card", fields, fields, Interactions.NONE, "1",
                new Search(Map.of("title", "t"), "title", List.of("TEXT", "NUMBER")));
    }

    /** The next page of a search is a page of the same search. */
    @Test
    void searches() {
        Fuzz.of("searches").upTo(MAX_HEAD)
                .refusedWith(ProblemException.class, ParameterLimitException.class, UrlDecodeException.class)
                .allocating(512 * 1024, 200).texts(query -> {
                    HttpServerExchange exchange = new HttpServerExchange(null);
                    URLUtils.parseQueryString(encoded(query), exchange, "UTF-8", true, MAX_PARAMETERS);
                    SearchRequest request = new SearchRequestReader(MODEL, Query.of(exchange), Audience.PUBLIC).read();
                    assertThat(request.search()).isEqualTo(request.query().canonical());
                });
    }

    /** Other octets in a target never reach the parser. */
    private static String encoded(String query) {
        return NOT_IN_TARGETS.matcher(query)
                .replaceAll(each -> URLEncoder.encode(each.group(), StandardCharsets.UTF_8));
    }

    @Test
    void cursors() {
        SearchPosition end = new SearchPosition(1.5f, 7, UUID.fromString("0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071"));
        assertThat(SearchCursor.read(SearchCursor.write(end, "search"), "search")).isEqualTo(end);

        Fuzz.of("cursors").upTo(MAX_HEAD).refusedWith(ProblemException.class)
                .texts(cursor -> assertThat(SearchCursor.read(cursor, "search").id()).isNotNull());
    }
}

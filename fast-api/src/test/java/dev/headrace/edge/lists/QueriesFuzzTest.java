package dev.headrace.edge.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.index.SortPosition;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.testkit.fuzz.Fuzz;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ParameterLimitException;
import io.undertow.util.URLUtils;
import io.undertow.util.UrlDecodeException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("attack")
class QueriesFuzzTest {

    private static final int MAX_HEAD = 16 * 1024;
    private static final Pattern NOT_IN_TARGETS = Pattern.compile("[^\\x21-\\x7e]+");
    private static final int MAX_PARAMETERS = 128;
    private static final PublishedModel.Type TYPE = type();
    private static final PublishedModel MODEL = new PublishedModel(1, List.of("en", "de"), Map.of("article", TYPE));

    /** A type with a field of each kind. */
    private static PublishedModel.Type type() {
        Map<String, Field> fields = new TreeMap<>();
        for (ValueKind kind : ValueKind.values()) {
            fields.put(kind.name(), new Field(kind, List.of("article"), "f", List.of(), kind == ValueKind.TEXT));
        }
        return new PublishedModel.Type(List.of("full", "card"), "card", fields, fields, Interactions.NONE);
    }

    /** The next page of a list is a page of the same list. */
    @Test
    void queries() {
        Fuzz.of("queries").upTo(MAX_HEAD)
                .refusedWith(ProblemException.class, ParameterLimitException.class, UrlDecodeException.class)
                .allocating(512 * 1024, 200).texts(query -> {
                    HttpServerExchange exchange = new HttpServerExchange(null);
                    URLUtils.parseQueryString(encoded(query), exchange, "UTF-8", true, MAX_PARAMETERS);
                    ListRequest request = new ListRequestReader(MODEL, TYPE, Query.of(exchange), Audience.PUBLIC)
                            .read("article");
                    assertThat(request.list()).isEqualTo(request.query().canonical());
                });
    }

    /** Other octets in a target never reach the parser. */
    private static String encoded(String query) {
        return NOT_IN_TARGETS.matcher(query).replaceAll(each -> URLEncoder.encode(each.group(), UTF_8));
    }

    @Test
    void cursors() {
        Fuzz.of("cursors").upTo(MAX_HEAD).refusedWith(ProblemException.class)
                .texts(cursor -> assertThat(Cursor.read(cursor, "list", ValueKind.TEXT).id()).isNotNull());
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "DATETIME"})
    void positions(ValueKind kind) {
        Fuzz.of("positions").upTo(MAX_HEAD).refusedWith(IllegalArgumentException.class).bytes(bytes -> {
            SortPosition position = SortPosition.of(bytes, kind);
            assertThat(Cursor.read(Cursor.write(position, "list"), "list", kind)).isEqualTo(position);
        });
    }
}

package dev.headrace.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.InteractionCodec;
import dev.headrace.testkit.fuzz.Fuzz;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class HeadersFuzzTest {

    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_FIELDS = 100;

    @Test
    void bodies() {
        JsonBody.Limits limits = new JsonBody.Limits(64 * 1024, InteractionCodec.MAX_DATA_DEPTH, 1_000, false);
        Fuzz.of("bodies").upTo(64 * 1024).refusedWith(ProblemException.class)
                .bytes(body -> assertThat(new BoundedJson(limits).read(body).isObject()).isTrue());
    }

    @Test
    void entityTags() {
        Fuzz.of("entity-tags").upTo(MAX_HEAD).texts(
                lines -> assertThat(IfNoneMatch.matches(Arrays.asList(lines.split("\n", -1)), "\"absent\n\""))
                        .isEqualTo(lines.replace('\n', ',').strip().equals("*")));
    }

    @Test
    void forwardedAddresses() {
        ClientAddress proxied = new ClientAddress(2);
        Fuzz.of("forwarded-addresses").upTo(MAX_HEAD).texts(header -> {
            HttpServerExchange exchange = new HttpServerExchange(null);
            exchange.setSourceAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
            exchange.getRequestHeaders().addAll(Headers.X_FORWARDED_FOR,
                    Arrays.stream(header.split("\n", -1)).limit(MAX_FIELDS).toList());
            assertThat(proxied.of(exchange)).matches("[0-9a-f]{16}|[0-9.]{7,15}");
        });
    }

    @Test
    void paths() {
        Routes routes = new Routes().get("/v1/content/{type}/{id}", (_, _) -> {})
                .get("/v1/content/{type}", (_, _) -> {})
                .put("/v1/content/{type}/{id}/reactions/{reaction}", (_, _) -> {}).get("/", (_, _) -> {});
        Fuzz.of("paths").upTo(MAX_HEAD).texts(path -> {
            Routes.Match match = routes.match("/" + path);
            if (match != null && match.resource().template().endsWith("{id}")) {
                assertThat("v1/content/" + match.values().get(0) + "/" + match.values().get(1)).isEqualTo(path);
            }
        });
    }
}

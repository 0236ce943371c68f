package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.body.BodyForms;
import dev.headrace.model.Target;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepresentationSenderIT {

    private static final Target DOCUMENT = new Target("article", "1");

    private static HttpResponse<String> send(Audience audience, CacheTags tags) throws Exception {
        return send(audience, tags, 0);
    }

    private static HttpResponse<String> send(Audience audience, CacheTags tags, long nextChange) throws Exception {
        RepresentationSender sender = new RepresentationSender("public, max-age=60",
                InstantSource.fixed(Instant.ofEpochSecond(1_000)), new BodyForms());
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", exchange -> sender.send(exchange, new Representation(audience,
                        "\"tag\"", tags, null, nextChange, false,
                        Body.once(ByteBuffer.wrap("{}".getBytes(UTF_8))))))
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .header("If-None-Match", "\"tag\"").build(), BodyHandlers.ofString());
        } finally {
            server.stop();
        }
    }

    @Test
    void publicContentIsCacheable() throws Exception {
        HttpResponse<String> response = send(Audience.PUBLIC, CacheTags.of(List.of(DOCUMENT)));
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=60");
        assertThat(response.headers().firstValue("Surrogate-Key")).contains("article:1 article");
        assertThat(response.headers().firstValue("Cache-Groups")).contains("\"1\", \"article\"");
    }

    @Test
    void cachesKeepContentUntilItsNextScheduledChange() throws Exception {
        assertThat(send(Audience.PUBLIC, CacheTags.of(List.of()), 1_020).headers().firstValue("Cache-Control"))
                .contains("public, max-age=20");
        assertThat(send(() -> false, CacheTags.of(List.of()), 1_020).headers().firstValue("Cache-Control"))
                .contains("private, no-store");
    }

    @Test
    void responsesWithoutTagsHaveNoTagHeaders() throws Exception {
        HttpResponse<String> response = send(Audience.PUBLIC, CacheTags.of(List.of()));
        assertThat(response.headers().firstValue("Surrogate-Key")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Groups")).isEmpty();
    }

    @Test
    void contentForAPrivateAudienceIsNotCacheable() throws Exception {
        HttpResponse<String> response = send(() -> false, CacheTags.of(List.of(DOCUMENT)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-store");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Surrogate-Key")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Groups")).isEmpty();
    }
}

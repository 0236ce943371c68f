package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.fuzz.Fuzz;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("attack")
class OrdinaryGetTest {

    private static final String START = "GET /v1/content/article/hello?view=card HTTP/1.1\r\nHost: x\r\n";
    private static final Set<String> UNUSUAL = Set.of("authorization", "content-length", "expect", "headrace-preview",
            "if-match", "if-modified-since", "if-range", "if-unmodified-since", "origin", "range", "transfer-encoding",
            "upgrade");

    private final OrdinaryGet request = new OrdinaryGet();

    private boolean isOrdinary(String octets) {
        // What surrounds a request in a buffer must not matter.
        ByteBuffer bytes = ByteBuffer.wrap(("POST" + octets + "tail").getBytes(ISO_8859_1));
        RequestCheck check = new RequestCheck();
        check.check(bytes, 4, 4 + octets.length());
        return request.read(bytes, 4, 4 + octets.length(), check);
    }

    private String target() {
        return new String(request.target(), 0, request.targetLength(), ISO_8859_1);
    }

    @Test
    void whatMattersIsRead() {
        assertThat(isOrdinary(START + "Accept:*/*\r\naccept-ENCODING: \tgzip, br \r\nIf-None-Match:\"a\"\r\n"
                + "Connection: keep-alive\r\nCookie: a=b\r\nX: \r\n\r\n")).isTrue();
        assertThat(target()).isEqualTo("/v1/content/article/hello?view=card");
        assertThat(request.acceptEncoding()).isEqualTo("gzip, br");
        assertThat(request.ifNoneMatch()).isEqualTo("\"a\"");

        assertThat(isOrdinary("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).isTrue();
        assertThat(target()).isEqualTo("/");
        assertThat(request.acceptEncoding()).as("of the request before").isNull();
        assertThat(request.ifNoneMatch()).as("of the request before").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\nHost: x\r\n\r\n", "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", START + "\r\nG", START + "\r\n" + START + "\r\n",
            START + "Connection: close\r\n\r\n", START + "Connection: keep-alive2\r\n\r\n",
            START + "Connection: keep-alive\r\nConnection: close\r\n\r\n", START + "If-None-Match: a\r\n"
                    + "If-None-Match: b\r\n\r\n"})
    void otherRequestsAreNotOrdinary(String octets) {
        assertThat(isOrdinary(octets)).isFalse();
    }

    @Test
    void fieldsThatMayMatterAreNotOrdinary() {
        for (String name : UNUSUAL) {
            for (String written : List.of(name, name.toUpperCase(Locale.ROOT))) {
                String value = name.equals("transfer-encoding") ? "chunked" : "0";
                assertThat(isOrdinary(START + written + ":" + value + "\r\n\r\n")).as(written).isFalse();
                assertThat(isOrdinary(START + written + "2:x\r\n\r\n")).as(written + "2").isTrue();
            }
        }
    }

    /** Fields that are repeated are not read again, and everything else is. */
    @Test
    void whatMattersIsReadOfEachRequestOfAConnection() {
        String fields = "Host: x\r\nUser-Agent: someone or other\r\nAccept-Encoding: gzip\r\n";
        List<String> requests = List.of("GET /a HTTP/1.1\r\n" + fields + "\r\n",
                "GET /b HTTP/1.1\r\n" + fields + "\r\n", "GET /c HTTP/1.1\r\n" + fields + "If-None-Match: d\r\n\r\n",
                "GET /e HTTP/1.1\r\n" + fields + "Authorization: f\r\n\r\n",
                "GET /e HTTP/1.1\r\n" + fields + "Authorization: f\r\n\r\n",
                "GET /g HTTP/1.1\r\n" + fields.replace("gzip", "brot") + "\r\n",
                "POST /h HTTP/1.1\r\n" + fields.replace("gzip", "brot") + "\r\n",
                "GET /i HTTP/1.0\r\n" + fields.replace("gzip", "brot") + "\r\n",
                "GET http://x/j HTTP/1.1\r\n" + fields.replace("gzip", "brot") + "\r\n",
                "GET /k HTTP/1.1\r\n" + fields.replace("gzip", "brot") + "\r\n");
        RequestCheck check = new RequestCheck();
        List<String> read = new ArrayList<>();
        for (String octets : requests) {
            ByteBuffer bytes = ByteBuffer.wrap(octets.getBytes(ISO_8859_1));
            check.check(bytes, 0, octets.length());
            read.add(request.read(bytes, 0, octets.length(), check)
                    ? target() + " " + request.acceptEncoding() + " " + request.ifNoneMatch()
                    : "unusual");
        }
        assertThat(read).containsExactly("/a gzip null", "/b gzip null", "/c gzip d", "unusual", "unusual",
                "/g brot null", "unusual", "unusual", "unusual", "/k brot null");
    }

    @Test
    void longTargetsAreNotOrdinary() {
        assertThat(isOrdinary("GET /" + "x".repeat(1_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")).isTrue();
        assertThat(isOrdinary("GET /" + "x".repeat(1_100) + " HTTP/1.1\r\nHost: x\r\n\r\n")).isFalse();
    }

    /** Whatever is accepted is read without failing, and an ordinary request has no field that may matter. */
    @Test
    void acceptedRequests() {
        Fuzz.of("requests").upTo(40_000).bytes(octets -> {
            ByteBuffer bytes = ByteBuffer.wrap(octets);
            RequestCheck check = new RequestCheck();
            try {
                check.check(bytes, 0, octets.length);
            } catch (RefusedException e) {
                return;
            }
            if (octets.length > 0 && request.read(bytes, 0, octets.length, check)) {
                String text = new String(octets, ISO_8859_1);
                assertThat(check.requests()).isEqualTo(1);
                assertThat(text).startsWith("GET " + target() + " HTTP/1.1\r\n");
                assertThat(text.lines().skip(1).map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT)))
                        .doesNotContainAnyElementsOf(UNUSUAL);
            }
        });
    }
}

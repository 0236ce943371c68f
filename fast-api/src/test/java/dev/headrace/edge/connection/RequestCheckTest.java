package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.headrace.edge.connection.RequestCheck.Phase;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("attack")
class RequestCheckTest {

    private static final String GET = String.join("\r\n",
            "GET /v1/content/article/hello?view=card&in%5B%5D=a[b] HTTP/1.1", "Host: localhost:8080",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64)", "Accept:\t*/*  ", "X-Empty:", "X-Name: K\u00e4the", "", "");

    static Stream<String> accepted() {
        String host = " HTTP/1.1\r\nHost: x\r\n";
        return Stream.of(GET, GET + GET, "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\nHost: x\r\n\r\n",
                "OPTIONS *" + host + "\r\n", "GET http://x/path?q=1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET HTTP://X.Example:80/a?b;c HTTP/1.1\r\nHost:  x.eXAMPLE:80 \r\n\r\n" + GET,
                "GET https://[2001:DB8::1]?q HTTP/1.1\r\nHost: [2001:db8::1]\r\n\r\n" + GET,
                "GET http://x;y HTTP/1.0\r\n\r\n", "GET /a?b;c" + host + "\r\n", "GET /a%3Bb" + host + "\r\n",
                "FOO /" + host + "\r\n", "GET / HTTP/1.1\r\nhOST: [2001:db8::1]:443\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / HTTP/1.1\r\nHost: 127.0.0.1 \r\n\r\n",
                "POST /" + host + "Content-Length: 5\r\n\r\nGET /" + GET,
                "POST /" + host + "content-length:  0  \r\n\r\n" + GET,
                "POST /" + host
                        + "Transfer-Encoding: Chunked\r\n\r\n5;a=b;c=\"d e\"\r\nGET /\r\n0A\r\n\n\n\n\n\n\n\n\n\n\n\r\n000\r\n\r\n"
                        + GET,
                "POST /" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-Checksum: 1\r\n\r\n" + GET);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void wellFormedRequestsPassInAnyPieces(String requests) {
        for (int size = 1; size <= requests.length(); size++) {
            RequestCheck check = new RequestCheck();
            assertThat(refusal(check, requests, size)).as("pieces of " + size).isNull();
            assertThat(check.phase()).isEqualTo(Phase.IDLE);
        }
    }

    @Test
    void followsPhases() {
        RequestCheck check = new RequestCheck();
        String[] pieces = {"POST / HTTP/1.1\r", "\nHost: x\r\nContent-Length: 4\r\n\r\nab", "cd", "G"};
        Phase[] phases = {Phase.HEAD, Phase.BODY, Phase.IDLE, Phase.HEAD};
        for (int i = 0; i < pieces.length; i++) {
            assertThat(refusal(check, pieces[i], pieces[i].length())).isNull();
            assertThat(check.phase()).isEqualTo(phases[i]);
        }
        assertThat(check.requests()).isEqualTo(2);
    }

    @Test
    void theHostOfAnAbsoluteTargetReplacesTheHeader() {
        String next = "GET / HTTP/1.1\r\nHost: other\r\n\r\n";
        ByteBuffer bytes = bytes("GET http://EXAMPLE:80/ HTTP/1.1\r\nHost: example:80 \r\n\r\n" + next);
        new RequestCheck().check(bytes, 0, bytes.limit());
        assertThat(ISO_8859_1.decode(bytes.duplicate().clear()).toString())
                .isEqualTo("GET http://EXAMPLE:80/ HTTP/1.1\r\nHost: EXAMPLE:80 \r\n\r\n" + next);
    }

    @Test
    void refusesTheSecondRequestOnly() {
        RequestCheck check = new RequestCheck();
        assertThat(refusal(check, GET + "nonsense\r\n\r\n", 10_000)).isEqualTo(Refusal.REQUEST_LINE);
        assertThat(check.start()).isEqualTo(GET.length());
    }

    @ParameterizedTest
    @EnumSource(MalformedRequest.class)
    void malformedRequestsAreRefusedInAnyPieces(MalformedRequest malformed) {
        int length = malformed.request().length();
        for (int size = 1; size <= Math.min(length, 200); size++) {
            assertThat(refusal(new RequestCheck(), malformed.request(), size)).as("pieces of " + size)
                    .isEqualTo(malformed.refusal());
        }
        assertThat(refusal(new RequestCheck(), GET + malformed.request(), length)).isEqualTo(malformed.refusal());
    }

    /** The same result for random changes of requests, whether they arrive at once or octet by octet. */
    @Test
    void pieceSizesNeverMatter() {
        Random random = new Random(7);
        String[] seeds = accepted().toArray(String[]::new);
        String octets = "\0\t\n\r :;,%0159af/GT[]\u007f\u0080\u00ff";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                change(text, random, octets.charAt(random.nextInt(octets.length())));
            }
            String request = text.toString();
            RequestCheck whole = new RequestCheck();
            RequestCheck pieces = new RequestCheck();
            Refusal refusal = refusal(whole, request, request.length());
            assertThat(refusal).as(request).isEqualTo(refusal(pieces, request, 1));
            if (refusal == null) {
                assertThat(whole.phase()).as(request).isEqualTo(pieces.phase());
            }
        }
    }

    private static void change(StringBuilder text, Random random, char octet) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(at, octet);
            case 1 -> text.insert(at, octet);
            default -> text.deleteCharAt(at);
        }
    }

    /** A request is refused or accepted whatever came before it on the connection. */
    @Test
    void requestsAfterOthersAreCheckedLikeTheFirst() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder changed = new StringBuilder(GET);
            change(changed, random, (char) random.nextInt(256));
            RequestCheck second = new RequestCheck();
            assertThat(refusal(second, GET, GET.length())).isNull();
            assertThat(refusal(second, changed.toString(), changed.length())).as(changed.toString())
                    .isEqualTo(refusal(new RequestCheck(), changed.toString(), changed.length()));
        }
    }

    @Test
    void acceptingAllocatesNothing() {
        ByteBuffer bytes = bytes(GET.repeat(10));
        RequestCheck check = new RequestCheck();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            check.check(bytes, 0, bytes.limit());
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            check.check(bytes, 0, bytes.limit());
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("for 100,000 requests").isLessThan(100_000);
    }

    private static ByteBuffer bytes(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static @Nullable Refusal refusal(RequestCheck check, String text, int pieceSize) {
        ByteBuffer bytes = bytes(text);
        try {
            for (int from = 0; from < bytes.limit(); from += pieceSize) {
                check.check(bytes, from, Math.min(bytes.limit(), from + pieceSize));
            }
            return null;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }
}

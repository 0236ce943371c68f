package dev.headrace.admin.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CapturedOutput;
import dev.headrace.admin.CoreUnderTest;
import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.annotation.OrderUtils;

/** Nobody can fill the log, or make the core fail, without signing in. */
@Tag("attack")
class AnonymousRequestsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    static Stream<String> requests() {
        String form = post("/admin/sign-in", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 12");
        return Stream.of(get("/admin/sign-in?a=%zz"), get("/admin/sign-in?a=%ff"), get("/admin/sign-in?a=%"),
                get("/admin/sign-in?%00=1"), get("/api/types?a=%zz"), get("/api/types?a=%ff"), get("/api/%zz"),
                get("/admin/%ff"), get("/admin/sign-in;x=1"), get("/admin//x"), get("/%2e%2e/"), get("/error"),
                get("/error?a=%zz"), get("/admin/sign-in", "Cookie: headrace=AAAAAAAA"),
                get("/api/types", "Cookie: headrace=AAAAAAAA"), get("/admin", "Cookie: headrace=%%%"),
                get("/api/types", "Authorization: Bearer \u0001"),
                get("/api/types", "Authorization: Bearer " + "x".repeat(9_000)),
                get("/admin", "X-Request-Id: \u00e4"), get("/admin", "Accept: \u00e4/\u00e4"),
                get("/admin", "Accept-Language: *;q=x"), get("/admin", "Content-Type: ////"),
                form + "email=%zz&a=", form + "email=%ff&a=", form + "email=%00&a=",
                request("TRACE", "/"), request("NOPE", "/api/types"), "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n", post("/api/types", "Transfer-Encoding: gzip"));
    }

    private static String get(String path, String... headers) {
        return request("GET", path, headers);
    }

    private static String post(String path, String... headers) {
        return request("POST", path, headers);
    }

    private static String request(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat) + "\r\n";
    }

    @ParameterizedTest
    @MethodSource("requests")
    void malformedRequestsAreRejectedWithoutAStackTrace(String request) throws IOException {
        try (CapturedOutput log = new CapturedOutput()) {
            String response = send(request);

            assertThat(response).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 500").doesNotContain("\tat ");
            assertThat(log.text()).doesNotContain("\tat ").doesNotContain("ERROR");
        }
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", core.url("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void errorsOfTheApiPrecedeThoseOfPages() {
        assertThat(OrderUtils.getOrder(ApiErrors.class)).isLessThan(OrderUtils.getOrder(PageErrors.class));
    }
}

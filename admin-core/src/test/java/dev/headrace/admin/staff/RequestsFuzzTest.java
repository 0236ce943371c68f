package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.fuzz.Fuzz;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.session.web.http.HttpSessionIdResolver;

@Tag("attack")
class RequestsFuzzTest {

    private static final StaffSettings SETTINGS = new StaffSettings(Duration.ofMinutes(30), false);

    private static final Pattern HERE = Pattern
            .compile("(?i)[a-z][a-z0-9+.-]*://([^/?#]*@)?core\\.example(:(0*(80|443))?)?([/?#].*)?");

    private static HttpServletRequest request(Map<String, Object> answers) {
        return stub(HttpServletRequest.class, answers);
    }

    /** Answers calls of the methods with these names; others get null. */
    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, _) -> answers.get(method.getName())));
    }

    /** Like {@link #stub(Class, Map)}, with headers. */
    private static <T> T stub(Class<T> type, Map<String, Object> answers, UnaryOperator<@Nullable String> headers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> method.getName().equals("getHeader")
                        ? headers.apply((String) arguments[0])
                        : answers.get(method.getName())));
    }

    /** No link leads to another site, or out of the admin. Browsers treat encoded dots as dots. */
    @Test
    void nextPages() {
        URI site = URI.create("https://core.example/admin/sign-in");
        Fuzz.of("next-pages").allocating(1024 * 1024, 200).texts(page -> {
            HttpServletRequest request = request(
                    Map.of("getParameter", page, "getMethod", "GET", "getRequestURI", page));
            assertThat(site.resolve(NextPage.of(request).replaceAll("(?i)%2e", ".")).normalize().toString())
                    .startsWith("https://core.example/admin");
            assertThat(NextPage.signIn("failed", request)).startsWith(StaffSecurity.SIGN_IN + "?");
            assertThat(NextPage.signInFor(request)).startsWith(StaffSecurity.SIGN_IN);
        });
    }

    @Test
    void cookies() {
        SessionCookies sessions = new SessionCookies();
        HttpSessionIdResolver ids = sessions.sessionIds(sessions.sessionCookie(SETTINGS));
        People nobody = stub(People.class, Map.of("findByEmail", Optional.empty()));
        KnownDevices devices = new KnownDevices(nobody, SETTINGS, Clock.systemUTC());
        Fuzz.of("cookies").allocating(1024 * 1024, 200).texts(value -> {
            Cookie session = new Cookie("headrace", "");
            session.setValue(value);
            Cookie device = new Cookie(KnownDevices.COOKIE, "");
            device.setValue(value);
            HttpServletRequest request = request(Map.of("getCookies", new Cookie[]{session, device}));
            assertThat(ids.resolveSessionIds(request)).allMatch(id -> id.length() == 36);
            assertThat(devices.find(request, "anna@example.com")).isEmpty();
        });
    }

    @Test
    void emails() {
        Fuzz.of("emails").allocating(1024 * 1024, 200)
                .texts(typed -> assertThat(Person.emailOf(typed)).hasSizeLessThan(1_000).doesNotContain("\0"));
    }

    @Test
    void authorizations() {
        Fuzz.of("bearer-tokens").texts(header -> assertThat(
                BearerTokenFilter.bears(request(Map.of("getHeader", header))))
                .isEqualTo(header.matches("(?is)bearer .*")));
    }

    /** Only the origin of the core itself counts as one, however another one is written. */
    @Test
    void origins() {
        Fuzz.of("origins").texts(origin -> {
            HttpServletRequest request = stub(HttpServletRequest.class,
                    Map.of("getServerName", "core.example", "getServerPort", 443), header -> header.equals("Origin")
                            ? origin
                            : null);
            assertThat(SameOriginFilter.isFromHere(request) && !HERE.matcher(origin).matches()).as(origin).isFalse();
        });
    }
}

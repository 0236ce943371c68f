package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Frame;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.openapi.Description;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code docs/api.md} lists the calls that the core has, and the core describes those of the edge. */
class ApiDocsIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /api/[^ `]+)` \\| (.*?) \\|");
    private static final Set<String> ON_EVERY_ENTRY = Set.of("locale");

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void everyCallIsListedWithItsParameters() throws IOException {
        Map<String, String> listed = listed();
        Map<String, HandlerMethod> mapped = mapped();

        assertThat(listed.keySet()).containsExactlyInAnyOrderElementsOf(mapped.keySet());
        mapped.forEach((call, method) -> assertThat(parameters(method)).as(call)
                .allSatisfy(name -> assertThat(listed.get(call)).contains("`" + name + "`")));
    }

    @Test
    void theDescriptionOfTheEdgeFollowsTheModel() {
        String before = core.get("/api/edge/openapi.json").text();
        assertThat(core.apply("types:\n  note: {fields: {text: {type: text}}}\n").status()).isEqualTo(200);

        Answer description = core.get("/api/edge/openapi.json");

        assertThat(Description.parse(description.text()).problems()).isEmpty();
        assertThat(description.text()).isNotEqualTo(before).contains("/v1/content/note");
        Eventually.holds("the edges have it",
                () -> published().equals(description.text()));
        RedisStore.await(core.bean(RedisStore.class).commands().del(RedisKeys.DESCRIPTION));
        assertThat(core.post("/api/rebuild", "{}").status()).isEqualTo(202);
        Eventually.holds("a rebuild writes it again", () -> published().equals(description.text()));
    }

    private static String published() {
        byte[] frame = RedisStore.await(core.bean(RedisStore.class).commands().get(RedisKeys.DESCRIPTION));
        return frame == null ? "" : new String(Frame.decode(frame).body(), StandardCharsets.UTF_8);
    }

    @Test
    void clientsAreGeneratedAsText() {
        Answer source = core.get("/api/clients/headrace.ts");

        assertThat(source.status()).isEqualTo(200);
        assertThat(source.response().headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(source.text()).contains("export class Headrace {").doesNotContain("[(", "[#");
        assertThat(core.get("/api/clients/headrace.py").text()).contains("\nclass Headrace:").doesNotContain("[(",
                "[#");
    }

    @Test
    void thePageIsForThoseWhoAreSignedIn() {
        try (Browser browser = new Browser(core)) {
            assertThat(browser.open("/api/docs").path()).startsWith("/admin/sign-in");
            browser.signIn();
            assertThat(browser.open("/api/docs").element("#api").attr("data-description"))
                    .isEqualTo("/api/edge/openapi.json");
        }
    }

    /** What the documentation says of the parameters, by call. */
    private static Map<String, String> listed() throws IOException {
        Map<String, String> listed = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/api.md")));
        while (row.find()) {
            assertThat(listed.put(row.group(1), row.group(2))).as(row.group(1)).isNull();
        }
        return listed;
    }

    private static Map<String, HandlerMethod> mapped() {
        Map<String, HandlerMethod> mapped = new LinkedHashMap<>();
        core.bean(RequestMappingHandlerMapping.class).getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .forEach(pattern -> mapping.getMethodsCondition().getMethods()
                                .forEach(method -> mapped.put(method + " " + pattern, handler))));
        return mapped;
    }

    private static Set<String> parameters(HandlerMethod method) {
        List<String> names = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        && !Map.class.isAssignableFrom(parameter.getParameterType()))
                .map(ApiDocsIT::name).toList();
        return names.stream().filter(name -> !ON_EVERY_ENTRY.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        return annotation == null || annotation.name().isEmpty()
                ? String.valueOf(parameter.getParameterName())
                : annotation.name();
    }
}

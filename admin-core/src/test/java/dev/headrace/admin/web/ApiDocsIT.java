package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code docs/api.md} lists the calls that the core has. */
class ApiDocsIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /api/[^ `]+)` \\| (.*?) \\|");
    private static final Set<String> ON_EVERY_ENTRY = Set.of("locale");

    @Test
    void everyCallIsListedWithItsParameters() throws IOException {
        Map<String, String> listed = listed();
        try (CoreUnderTest core = CoreUnderTest.start()) {
            Map<String, HandlerMethod> mapped = mapped(core);

            assertThat(listed.keySet()).containsExactlyInAnyOrderElementsOf(mapped.keySet());
            mapped.forEach((call, method) -> assertThat(parameters(method)).as(call)
                    .allSatisfy(name -> assertThat(listed.get(call)).contains("`" + name + "`")));
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

    private static Map<String, HandlerMethod> mapped(CoreUnderTest core) {
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

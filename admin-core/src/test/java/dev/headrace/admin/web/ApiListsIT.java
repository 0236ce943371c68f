package dev.headrace.admin.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.importing.ImportCalls;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** All lists of the API have one shape, and end where they end. */
class ApiListsIT {

    /** The whole list is one page. */
    private static final String UNPAGED = "/api/types";

    private static CoreUnderTest core;
    /** A path of each list, with at least three items, by its pattern. */
    private static Map<String, String> lists;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        core.apply("""
                types:
                  root: {fields: {title: {type: text}}}
                  leaf: {fields: {title: {type: text}, root: {type: reference, to: [root]}}}
                  other: {fields: {title: {type: text}}}""");
        String root = entry("root", "{\"title\": \"Root\"}");
        List<String> leaves = Stream.of("A", "B", "C", "D")
                .map(title -> entry("leaf", "{\"title\": \"%s\", \"root\": \"%s\"}".formatted(title, root))).toList();
        for (String title : List.of("E", "F", "G")) {
            core.patch("/api/entries/leaf/" + leaves.getFirst(), "{\"fields\": {\"title\": \"%s\"}}".formatted(title));
        }
        leaves.forEach(leaf -> core.post("/api/entries/leaf/" + leaf + "/schedule",
                "{\"action\": \"publish\", \"at\": \"2035-01-01T00:00:00Z\"}"));
        core.bean(JdbcClient.class).sql("""
                insert into dead_event (event_id, state, body, reason)
                select gen_random_uuid(), 'rejected', 'body', 'reason' from generate_series(1, 4)""").update();
        String job = null;
        for (int i = 0; i < 3; i++) {
            job = ImportCalls.start(core, "type=other&source=" + i, ImportCalls.numbered(0, 4));
            ImportCalls.awaitEnd(core, job);
        }
        lists = new LinkedHashMap<>();
        lists.put(UNPAGED, UNPAGED);
        lists.put("/api/entries/{type}", "/api/entries/leaf?sort=title");
        lists.put("/api/entries/{type}/{id}/references", "/api/entries/root/" + root + "/references?");
        lists.put("/api/entries/{type}/{id}/revisions", "/api/entries/leaf/" + leaves.getFirst() + "/revisions?");
        lists.put("/api/schedule", "/api/schedule?");
        lists.put("/api/jobs", "/api/jobs?kind=import");
        for (int i = 0; i < 4; i++) {
            core.put("/api/redirects", "{\"path\": \"/%d\", \"to\": \"/to\"}".formatted(i));
        }
        lists.put("/api/redirects", "/api/redirects?");
        String release = "";
        for (int i = 0; i < 4; i++) {
            release = core.post("/api/releases", "{\"name\": \"Release %d\"}".formatted(i)).json().path("id")
                    .stringValue();
        }
        for (String leaf : leaves) {
            core.put("/api/releases/" + release + "/entries/" + leaf, "{}");
        }
        lists.put("/api/releases", "/api/releases?");
        lists.put("/api/releases/{id}/entries", "/api/releases/" + release + "/entries?");
        lists.put("/api/audit", "/api/audit?subject=entry&action=entry.create");
        lists.put("/api/dead-events", "/api/dead-events?");
        lists.put("/api/import/{id}/files", "/api/import/" + job + "/files?");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    private static String entry(String type, String fields) {
        return core.post("/api/entries/" + type, "{\"fields\": %s}".formatted(fields)).json().path("id").stringValue();
    }

    @Test
    void everyListIsAPage() {
        Map<String, HandlerMethod> reads = new LinkedHashMap<>();
        core.bean(RequestMappingHandlerMapping.class).getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .forEach(pattern -> reads.put(mapping.getMethodsCondition() + " " + pattern, method)));

        assertThat(reads).noneSatisfy((_, method) -> assertThat(isCollection(body(method))).isTrue());
        assertThat(reads.entrySet().stream().filter(read -> isPage(body(read.getValue())))
                .map(read -> read.getKey().substring(read.getKey().indexOf('/'))).collect(toSet()))
                .isEqualTo(lists.keySet());
    }

    private static Type body(HandlerMethod method) {
        Type returned = method.getMethod().getGenericReturnType();
        return raw(returned) == ResponseEntity.class && returned instanceof ParameterizedType entity
                ? entity.getActualTypeArguments()[0]
                : returned;
    }

    private static Type raw(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }

    private static boolean isCollection(Type type) {
        return raw(type) instanceof Class<?> body && !JsonNode.class.isAssignableFrom(body)
                && (body.isArray() || Iterable.class.isAssignableFrom(body));
    }

    private static boolean isPage(Type type) {
        return raw(type) instanceof Class<?> body && (body == Page.class || hasPage(body));
    }

    private static boolean hasPage(Class<?> body) {
        return body.isRecord() && Arrays.stream(body.getRecordComponents()).map(RecordComponent::getType)
                .anyMatch(Page.class::equals);
    }

    @Test
    void everyListHasTheSameMembers() {
        lists.values().forEach(path -> {
            JsonNode page = core.get(path).json();

            assertThat(Set.copyOf(page.propertyNames())).as(path).isIn(Set.of("items", "next"),
                    Set.of("items", "next", "total"));
            assertThat(page.path("items").size()).as(path).isGreaterThanOrEqualTo(3);
            assertThat(page.path("next").isNull()).as(path).isTrue();
        });
    }

    @Test
    void everyListEndsWithItsLastItem() {
        lists.values().stream().filter(path -> !path.equals(UNPAGED)).forEach(path -> {
            List<JsonNode> all = items(core.get(path).json());
            for (int size = 1; size <= all.size() + 1; size++) {
                List<List<JsonNode>> pages = pages(path, size);

                assertThat(pages.stream().flatMap(List::stream)).as(path).isEqualTo(all);
                assertThat(pages).as("%s in pages of %s", path, size).hasSize(Math.ceilDiv(all.size(), size));
            }
        });
    }

    private static List<List<JsonNode>> pages(String path, int size) {
        List<List<JsonNode>> pages = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = core.get(path + "&size=" + size + after).json();
            pages.add(items(page));
            after = "&after=" + page.path("next").asString("");
        } while (!after.endsWith("="));
        return pages;
    }

    private static List<JsonNode> items(JsonNode page) {
        return page.path("items").valueStream().toList();
    }

    @Test
    void everyListRejectsInvalidParametersAlike() {
        lists.values().stream().filter(path -> !path.equals(UNPAGED)).forEach(path -> {
            assertThat(core.get(path + "&after=no-position").json().at("/errors/0")).as(path).hasToString("""
                    {"pointer":"/after","message":"must be the 'next' of a page of the same list"}""");
            assertThat(core.get(path + "&size=0").json().at("/errors/0/pointer").asString()).as(path)
                    .isEqualTo("/size");
            assertThat(core.get(path + "&size=1001").json().at("/errors/0/pointer").asString()).as(path)
                    .isEqualTo("/size");
        });
    }
}

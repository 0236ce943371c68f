package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.system.ExpectedContent.Entry;
import dev.headrace.local.token.StaffTokens;
import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random edits in two locales, while the model changes, leave drafts, documents and lists as {@link ExpectedContent} says.
 * The system property {@code headrace.seed} repeats a run that failed.
 */
class RandomEditsIT {

    private static final long SEED = Long.getLong("headrace.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("headrace.rounds", 6);
    private static final int EDITS = 40;
    private static final Duration LIVE_WITHIN = Duration.ofMinutes(1);

    @TempDir
    static Path temp;

    private final Random random = new Random(SEED);
    private final ExpectedContent expected = new ExpectedContent();
    private final List<String> log = new ArrayList<>(List.of("seed " + SEED));
    private final HttpClient http = HttpClient.newHttpClient();
    private String core = "";
    private String edge = "";
    private String token = "";
    private String amount = "amount";
    private String amountType = "number";
    private int renames;

    @Test
    void leaveBothTiersInAgreement() throws Exception {
        LocalData data = new LocalData(temp.resolve("data"));
        int corePort = FreePorts.next();
        int edgePort = FreePorts.next();
        try (RunningUp _ = RunningUp.start(data.folder(), temp.resolve("up.log"), "--empty", "--core-port",
                Integer.toString(corePort), "--edge-port", Integer.toString(edgePort)).awaitReady()) {
            core = "http://localhost:" + corePort;
            edge = "http://localhost:" + edgePort;
            token = new StaffTokens(Installation.find(), data).kept();
            applyModel("");
            for (int author = 0; author < 3; author++) {
                create("author");
            }
            for (int article = 0; article < 8; article++) {
                create("article");
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int edit = 0; edit < EDITS; edit++) {
                    edit();
                }
                changeModel();
                Eventually.passes(String.join("\n", log), LIVE_WITHIN, this::checkEdge);
            }
        }
    }

    private void edit() throws Exception {
        Entry entry = pick(new ArrayList<>(expected.entries.values()));
        String locale = pick(ExpectedContent.LOCALES);
        int die = random.nextInt(100);
        if (entry.trashed) {
            call("POST", path(entry) + "/untrash", "");
            entry.trashed = false;
        } else if (die < 40 || !entry.variants.containsKey(locale)) {
            save(entry, locale);
        } else if (die < 70) {
            publish(entry, locale);
        } else if (die < 80 && entry.isPublicIn(locale)) {
            call("POST", path(entry) + "/unpublish?locale=" + locale, "");
            expected.unpublish(entry, locale);
        } else if (die < 95) {
            int revision = pick(new ArrayList<>(entry.in(locale).revisions.keySet()));
            call("POST", path(entry) + "/revisions/" + revision + "/restore?locale=" + locale, "");
            expected.restore(entry, locale, revision);
        } else if (entry.type.equals("article")) {
            call("DELETE", path(entry), "");
            expected.trash(entry);
        }
        checkDrafts(entry);
    }

    private void publish(Entry entry, String locale) throws Exception {
        String path = path(entry) + "/publish?locale=" + locale;
        if (ExpectedContent.isValid(entry, locale, amountType)) {
            call("POST", path, "");
            expected.publish(entry, locale);
        } else {
            call("POST", path, "", 400, 400);
        }
    }

    private void save(Entry entry, String locale) throws Exception {
        Map<String, String> values = randomValues(entry.type);
        call("PATCH", path(entry) + "?locale=" + locale, body(values));
        expected.edit(entry, locale, values);
    }

    private void create(String type) throws Exception {
        Map<String, String> values = randomValues(type);
        Entry entry = new Entry(type, call("POST", "/api/entries/" + type, body(values)).path("id").stringValue());
        expected.entries.put(entry.id, entry);
        expected.edit(entry, "en", values);
        checkDrafts(entry);
    }

    private Map<String, String> randomValues(String type) {
        Map<String, String> values = new LinkedHashMap<>();
        String name = "Name " + random.nextInt(1_000_000);
        if (type.equals("author")) {
            values.put("name", name);
        } else {
            values.put("title", name);
            if (random.nextBoolean()) {
                values.put("amount", amountType + random.nextInt(100));
            }
            if (random.nextBoolean()) {
                values.put("author", random.nextInt(4) == 0 ? "" : pick(expected.all("author")).id);
            }
        }
        return values;
    }

    private void changeModel() throws Exception {
        String former = amount;
        if (random.nextBoolean()) {
            amount = "amount" + ++renames;
        }
        if (random.nextInt(3) == 0) {
            amountType = amountType.equals("number") ? "text" : "number";
            expected.dropAmounts();
        }
        applyModel(amount.equals(former) ? "" : ", was: " + former);
    }

    private void applyModel(String was) throws Exception {
        String model = """
                locales: {en: {}, de: {fallback: en}}
                types:
                  author:
                    title: name
                    fields: {name: {type: text, localized: true}}
                  article:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      AMOUNT: {type: TYPE WAS}
                      author: {type: reference, to: [author]}
                    views: {full: {include: [author]}}
                    lists: {filter: [author], sort: [AMOUNT]}
                """.replace("AMOUNT", amount).replace("TYPE", amountType).replace(" WAS", was);
        log.add(amount + ": " + amountType + was);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                URI.create(core + "/api/schema/apply?allowDestructive=true")).header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(model)));
        assertThat(answer.statusCode()).as("%s%n%s", String.join("\n", log), answer.body()).isEqualTo(200);
    }

    private void checkDrafts(Entry entry) throws Exception {
        for (Map.Entry<String, ExpectedContent.Variant> each : entry.variants.entrySet()) {
            JsonNode variant = call("GET", path(entry) + "?locale=" + each.getKey(), "");
            assertThat(fields(variant.path("fields"))).as(() -> String.join("\n", log))
                    .isEqualTo(each.getValue().draft);
            // Of a version that was seen before: a change of the model alters drafts, not revisions.
            each.getValue().revisions.putIfAbsent(variant.path("version").intValue(),
                    new TreeMap<>(each.getValue().draft));
        }
    }

    private void checkEdge() throws Exception {
        for (String locale : ExpectedContent.LOCALES) {
            Set<String> found = new TreeSet<>();
            for (Entry article : expected.all("article")) {
                HttpResponse<String> answer = http.send(HttpRequest.newBuilder(
                        URI.create(edge + "/v1/content/article/" + article.id + "?locale=" + locale)).build(),
                        BodyHandlers.ofString(UTF_8));
                assertThat(answer.statusCode() == 200 ? document(answer.body()) : null)
                        .as("%s in %s", article.id, locale)
                        .isEqualTo(expected.document(article, locale).orElse(null));
                if (answer.statusCode() == 200) {
                    found.add(article.id);
                }
            }
            checkList(locale, found);
        }
    }

    /** The list has the articles that are found one by one, once each, by their amounts. */
    private void checkList(String locale, Set<String> found) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(
                URI.create(edge + "/v1/content/article?limit=100&sort=" + amount + "&locale=" + locale)).build(),
                BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        LocalCore.JSON.readTree(answer.body()).path("items").forEach(items::add);
        assertThat(items.stream().map(item -> item.path("id").stringValue()))
                .containsExactlyInAnyOrderElementsOf(found);
        List<JsonNode> amounts = items.stream().map(item -> item.path(amount)).filter(value -> !value.isNull())
                .toList();
        if (amountType.equals("number")) {
            assertThat(amounts.stream().map(JsonNode::intValue)).isSorted();
        } else {
            assertThat(amounts.stream().map(JsonNode::stringValue)).isSorted();
        }
    }

    private Map<String, String> document(String body) throws IOException {
        JsonNode document = LocalCore.JSON.readTree(body);
        Map<String, String> values = fields(document);
        values.put("locale", document.at("/_meta/locale").stringValue());
        values.computeIfPresent("author", (_, _) -> document.at("/author/name").asString(""));
        return values;
    }

    /** Values by names that never change, without empty ones. */
    private Map<String, String> fields(JsonNode from) {
        Map<String, String> values = new TreeMap<>();
        Map.of("title", "title", "name", "name", "amount", amount, "author", "author").forEach((name, present) -> {
            JsonNode value = from.path(present);
            if (!value.isMissingNode() && !value.isNull()) {
                values.put(name, (name.equals("amount") ? value.isNumber() ? "number" : "text" : "")
                        + (value.isObject() ? value.path("id").stringValue() : value.asString()));
            }
        });
        return values;
    }

    private String body(Map<String, String> values) {
        ObjectNode fields = LocalCore.JSON.createObjectNode();
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                fields.putNull(name);
            } else if (value.startsWith("number")) {
                fields.put(amount, Integer.parseInt(value.substring("number".length())));
            } else if (value.startsWith("text")) {
                fields.put(amount, value.substring("text".length()));
            } else {
                fields.put(name, value);
            }
        });
        return LocalCore.JSON.createObjectNode().set("fields", fields).toString();
    }

    private static String path(Entry entry) {
        return "/api/entries/" + entry.type + "/" + entry.id;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Calls the core, which must do what it is asked to. */
    private JsonNode call(String method, String path, String body) throws Exception {
        return call(method, path, body, 200, 299);
    }

    private JsonNode call(String method, String path, String body, int from, int to) throws Exception {
        if (!method.equals("GET")) {
            log.add(method + " " + path + " " + body);
        }
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(core + path))
                .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as("%s%n%s", String.join("\n", log), answer.body()).isBetween(from, to);
        return LocalCore.JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString(UTF_8));
    }
}

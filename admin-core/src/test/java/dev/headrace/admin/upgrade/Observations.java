package dev.headrace.admin.upgrade;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.upgrade.SampleContent.Made;
import dev.headrace.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Externally visible content of a core.
 *
 * @param made identifies the content
 * @param staff passwords by email address
 * @param answers API responses by path
 * @param documents bodies of the frames in Redis, by key; tombstones have empty ones
 * @param tallies in Redis, by key and metric
 * @param deadEvents their errors, as on the queue page
 */
record Observations(Made made, Map<String, String> staff, Map<String, JsonNode> answers, Map<String, String> documents,
        Map<String, Map<String, String>> tallies, List<String> deadEvents) {

    static Observations of(CoreUnderTest core, Made made) {
        Map<String, String> staff = new TreeMap<>(Map.of(CoreUnderTest.EMAIL, CoreUnderTest.PASSWORD,
                SampleContent.EDITOR, SampleContent.EDITORS_PASSWORD));
        return new Observations(made, staff, answers(core), documents(core), tallies(core), deadEvents(core));
    }

    private static Map<String, JsonNode> answers(CoreUnderTest core) {
        Map<String, JsonNode> answers = new TreeMap<>();
        see(core, "/api/audit?subject=entry&size=200", answers);
        for (JsonNode job : core.get("/api/jobs").json().path("items")) {
            boolean ended = !job.path("finishedAt").isNull();
            if (ended) {
                see(core, "/api/jobs/" + job.path("id").stringValue(), answers);
            }
        }
        for (JsonNode type : see(core, "/api/types", answers).path("items")) {
            String path = "/api/entries/" + type.path("type").stringValue();
            for (String locale : List.of("en", "de")) {
                Stream.of("", "&status=trashed").forEach(status -> seeList(core, path, locale, status, answers));
            }
        }
        return answers;
    }

    private static void seeList(CoreUnderTest core, String path, String locale, String status,
            Map<String, JsonNode> answers) {
        for (JsonNode entry : see(core, path + "?locale=" + locale + status, answers).path("items")) {
            String one = path + "/" + entry.path("id").stringValue();
            see(core, one + "?locale=" + locale, answers);
            see(core, one + "/references", answers);
            for (JsonNode revision : see(core, one + "/revisions?locale=" + locale, answers).path("items")) {
                see(core, one + "/revisions/" + revision.path("number").asString() + "?locale=" + locale, answers);
            }
        }
    }

    private static JsonNode see(CoreUnderTest core, String path, Map<String, JsonNode> answers) {
        CoreUnderTest.Answer answer = core.get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + ": " + answer.text());
        }
        answers.put(path, answer.json());
        return answer.json();
    }

    static Map<String, String> documents(CoreUnderTest core) {
        Map<String, String> documents = new TreeMap<>();
        for (String key : keys(core, "hr:*:d:*")) {
            documents.put(key, body(frame(core, key)));
        }
        for (String key : keys(core, "hr:*:s:*")) {
            Frame slug = frame(core, key);
            // Slugs that were given up are deleted after a day.
            if (slug.kind() == Frame.Kind.POINTER) {
                documents.put(key, body(slug));
            }
        }
        return documents;
    }

    private static Frame frame(CoreUnderTest core, String key) {
        return Frame.decode(RedisStore.await(core.bean(RedisStore.class).commands().get(key)));
    }

    private static String body(Frame frame) {
        return new String(frame.body(), StandardCharsets.UTF_8);
    }

    static Map<String, Map<String, String>> tallies(CoreUnderTest core) {
        Map<String, Map<String, String>> tallies = new TreeMap<>();
        for (String key : keys(core, "hr:*:t:*")) {
            Map<String, String> tally = new TreeMap<>();
            RedisStore.await(core.bean(RedisStore.class).commands().hgetall(key)).forEach((field, value) -> {
                if (field.startsWith("b:")) {
                    tally.put(field.substring(2), new String(value, StandardCharsets.US_ASCII));
                }
            });
            tallies.put(key, tally);
        }
        return tallies;
    }

    private static List<String> keys(CoreUnderTest core, String pattern) {
        return RedisStore.await(core.bean(RedisStore.class).commands().keys(pattern));
    }

    static List<String> deadEvents(CoreUnderTest core) {
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            return browser.open("/admin/operations/queue").texts(".dead-reason");
        }
    }
}

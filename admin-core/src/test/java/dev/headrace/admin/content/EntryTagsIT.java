package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entity tags of entries, and edits that are based on an outdated version. */
class EntryTagsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author:
                    title: name
                    fields: {name: {type: text, required: true}, code: {type: text, unique: true}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true, max: 20}
                      slug: {type: slug, from: title, unique: true}
                      body: {type: markdown}
                      stars: {type: number, integer: true, min: 1, max: 5}
                      price: {type: number, unique: true}
                      hot: {type: boolean, default: false}
                      date: {type: datetime}
                      kind: {type: enum, values: [news, essay]}
                      mail: {type: email}
                      site: {type: url}
                      author: {type: reference, to: [author]}
                      friends: {type: reference, to: [author], many: true}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void concurrentChangesAreNotOverwritten() {
        Answer created = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Contested\"}}");
        String tag = created.response().headers().firstValue("ETag").orElseThrow();
        String path = "/api/entries/article/" + id(created);
        assertThat(core.patch(path, "{\"fields\": {\"stars\": 2}}", "If-Match", tag).status()).isEqualTo(200);

        assertThat(core.patch(path, "{\"fields\": {\"stars\": 3}}", "If-Match", tag).status()).isEqualTo(412);
        assertThat(core.get(path).json().at("/fields/stars").intValue()).isEqualTo(2);
    }

    @Test
    void etagsChangeWithEveryPartOfTheResponse() {
        Answer created = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Tagged\"}}");
        String path = "/api/entries/article/" + id(created);
        String draft = tag(core.get(path));
        assertThat(getIf(path, draft).status()).isEqualTo(304);

        core.post(path + "/publish", "");
        Answer published = getIf(path, draft);
        core.post(path + "/unpublish", "");
        Answer unpublished = getIf(path, tag(published));
        core.apply("types: {unrelated: {title: t, fields: {t: {type: text}}}}");

        assertThat(published.json().path("status").stringValue()).isEqualTo("published");
        assertThat(unpublished.json().path("status").stringValue()).isEqualTo("unpublished");
        assertThat(tag(unpublished)).isNotEqualTo(draft);
        assertThat(getIf(path, tag(unpublished)).status()).isEqualTo(200);
        assertThat(core.patch(path, "{\"fields\": {\"stars\": 2}}", "If-Match", draft).status()).isEqualTo(200);
    }

    @Test
    void entityTagsMayBeSentAsListsAndOnSeveralLines() {
        String path = "/api/entries/article/"
                + id(core.post("/api/entries/article", "{\"fields\": {\"title\": \"Tags\"}}"));
        String tag = tag(core.get(path));

        assertThat(getIf(path, "\"x\", " + tag).status()).isEqualTo(304);
        assertThat(getIf(path, "W/" + tag).status()).isEqualTo(304);
        assertThat(getIf(path, "*").status()).isEqualTo(304);
        assertThat(getIf(path, tag.substring(0, tag.length() - 1)).status()).isEqualTo(200);
        assertThat(
                core.call("GET", path, "application/json", "", "If-None-Match", "\"x\"", "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(core.patch(path, "{\"fields\": {\"stars\": 2}}", "If-Match", "\"999-1\"", "If-Match", tag).status())
                .isEqualTo(200);
    }

    @Test
    void unpublishingRequiresTheVersionRead() {
        Answer created = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Taken back\"}}");
        String path = "/api/entries/article/" + id(created);
        core.post(path + "/publish", "");
        core.patch(path, "{\"fields\": {\"stars\": 2}}");

        assertThat(core.call("POST", path + "/unpublish", "application/json", "", "If-Match", tag(created)).status())
                .isEqualTo(412);
        assertThat(core.call("POST", path + "/unpublish", "application/json", "", "If-Match", tag(core.get(path)))
                .status()).isEqualTo(200);
    }

    @Test
    void ofTwoConcurrentSavesOfOneVersionOneGetsAConflict() {
        Answer created = core.post("/api/entries/article", "{\"fields\": {\"title\": \"At once\"}}");
        String path = "/api/entries/article/" + id(created);

        for (int round = 0; round < 10; round++) {
            String tag = tag(core.get(path));
            String site = "\"https://example.org/" + round + "/";
            List<Answer> answers = Stream.of("one", "two")
                    .map(who -> CompletableFuture.supplyAsync(() -> core.patch(path,
                            "{\"fields\": {\"site\": " + site + who + "\"}}", "If-Match", tag)))
                    .toList().stream()
                    .map(CompletableFuture::join).toList();
            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        }

        assertThat(core.get(path).json().path("version").intValue()).isEqualTo(11);
        assertThat(core.get(path + "/revisions").json().path("items").size()).isEqualTo(11);
        assertThat(core.get(path + "/revisions?after=4&size=2").json().findValuesAsString("number"))
                .containsExactly("3", "2");
        assertThat(core.get(path + "/revisions?size=0").status()).isEqualTo(400);
    }

    private static String tag(Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }

    private static Answer getIf(String path, String tag) {
        return core.call("GET", path, "application/json", "", "If-None-Match", tag);
    }

    private static String id(Answer answer) {
        return answer.json().path("id").stringValue();
    }
}

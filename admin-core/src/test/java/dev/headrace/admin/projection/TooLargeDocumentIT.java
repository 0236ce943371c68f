package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A document that becomes too large is taken down, because its embedded documents can no longer be updated. */
class TooLargeDocumentIT {

    @Test
    void aTooLargeDocumentIsTakenDown() {
        try (CoreUnderTest core = CoreUnderTest.start(Map.of("HEADRACE_MAX_DOCUMENT_BYTES", 10_000))) {
            core.apply("""
                    types:
                      author: {title: name, fields: {name: {type: text}}}
                      page:
                        title: title
                        fields: {title: {type: text}, body: {type: markdown}, author: {type: reference, to: [author]}}
                        views: {full: {include: [author]}}
                    """);
            String author = published(core, "author", "{\"name\": \"Secret-5b1\"}");
            String id = published(core, "page", "{\"title\": \"Page\", \"author\": \"" + author + "\"}");
            Target page = new Target("page", id);
            Eventually.holds("it embeds the author", () -> body(core, page).contains("Secret-5b1"));

            save(core, page, "{\"body\": \"" + "x".repeat(20_000) + "\"}");
            core.post("/api/entries/page/" + id + "/publish", "");

            Eventually.holds("it is taken down", () -> frame(core, page).orElseThrow().kind() == Frame.Kind.TOMBSTONE);
            assertThat(EdgeStore.await(core.bean(EdgeStore.class).commands()
                    .hexists(RedisKeys.index(page.partition()), IndexRecord.field(page, "en")))).isFalse();
            assertThat(core.get("/api/entries/page/" + id + "/receipt").json().path("storedAt").isMissingNode())
                    .isTrue();

            save(core, page, "{\"body\": \"short\"}");
            core.post("/api/entries/page/" + id + "/publish", "");
            Eventually.holds("it is public again", () -> body(core, page).contains("short"));
        }
    }

    private static String published(CoreUnderTest core, String type, String fields) {
        String id = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}").json().path("id").stringValue();
        assertThat(core.post("/api/entries/" + type + "/" + id + "/publish", "").status()).isLessThan(300);
        return id;
    }

    private static void save(CoreUnderTest core, Target page, String fields) {
        assertThat(core.patch("/api/entries/page/" + page.id(), "{\"fields\": " + fields + "}").status())
                .isEqualTo(200);
    }

    private static String body(CoreUnderTest core, Target page) {
        return frame(core, page).map(frame -> new String(frame.body(), StandardCharsets.UTF_8)).orElse("");
    }

    private static Optional<Frame> frame(CoreUnderTest core, Target page) {
        return Optional.ofNullable(EdgeStore.await(core.bean(EdgeStore.class).commands()
                .get(RedisKeys.document(page, "en", "full")))).map(Frame::decode);
    }
}

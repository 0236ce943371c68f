package dev.headrace.admin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.Frame;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A core with a small model, what staff do to its content, and what Redis then has. */
final class PublishingFixture implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final CoreUnderTest core;

    private PublishingFixture(CoreUnderTest core) {
        this.core = core;
    }

    static PublishingFixture start() {
        CoreUnderTest core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author:
                    title: name
                    fields:
                      name: {type: text, required: true}
                      slug: {type: slug, from: name, unique: true}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true, max: 200}
                      slug: {type: slug, from: title, unique: true}
                      stars: {type: number}
                      author: {type: reference, to: [author]}
                      others: {type: reference, to: [author], many: true}
                      date: {type: datetime}
                    views: {full: {include: [author]}, card: {fields: [title, author]}}
                    lists: {filter: [author], sort: [date]}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        return new PublishingFixture(core);
    }

    CoreUnderTest core() {
        return core;
    }

    String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    void publish(String type, String id) {
        Answer receipt = core.post("/api/entries/" + type + "/" + id + "/publish", "");
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
    }

    /** It is not live within the time that an answer waits for it. */
    void publishLater(String id) {
        Answer receipt = core.post("/api/entries/article/" + id + "/publish", "");
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(202);
    }

    JsonNode receipt(String id) {
        return core.get("/api/entries/article/" + id + "/receipt").json();
    }

    JsonNode document(String type, String id, String view) {
        return JSON.readTree(frame(type, id, view).orElseThrow().body());
    }

    Optional<Frame> frame(String type, String id, String view) {
        return at(key(type, id, view));
    }

    String key(String type, String id, String view) {
        return RedisKeys.document(new Target(type, id), view, "en");
    }

    Optional<Frame> slug(String slug) {
        return at(RedisKeys.slug("article", slug));
    }

    List<String> list(String sort) {
        return EdgeStore.await(core.bean(EdgeStore.class).commands().zrangebylex(RedisKeys.list("article", sort),
                Range.unbounded())).stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }

    private Optional<Frame> at(String key) {
        return Optional.ofNullable(EdgeStore.await(core.bean(EdgeStore.class).commands().get(key))).map(Frame::decode);
    }

    @Override
    public void close() {
        core.close();
    }
}

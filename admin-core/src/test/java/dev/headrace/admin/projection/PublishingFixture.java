package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A core with a small model, content operations, and access to the resulting data in Redis. */
public final class PublishingFixture implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final CoreUnderTest core;

    private PublishingFixture(CoreUnderTest core) {
        this.core = core;
    }

    public static PublishingFixture start() {
        return start("""
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
                    lists: {filter: [author, others], sort: [date]}
                """);
    }

    public static PublishingFixture start(String model) {
        return start(model, Map.of());
    }

    public static PublishingFixture start(String model, Map<String, Object> settings) {
        CoreUnderTest core = CoreUnderTest.start(settings);
        Answer applied = core.apply(model);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        return new PublishingFixture(core);
    }

    public CoreUnderTest core() {
        return core;
    }

    public JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }

    public String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    /** Creates an entry and publishes it. */
    public String published(String type, String fields) {
        String id = create(type, fields);
        publish(type, id);
        return id;
    }

    /** Changes an entry's draft in a locale, and creates it if necessary. */
    public void edit(String type, String id, String locale, String fields) {
        Answer changed = core.patch(path(type, id) + "?locale=" + locale, "{\"fields\": " + fields + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    public void edit(String type, String id, String fields) {
        Answer changed = core.patch(path(type, id), "{\"fields\": " + fields + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    public void publish(String type, String id) {
        completed(type, id, "publish", "en");
    }

    public void publish(String type, String id, String locale) {
        completed(type, id, "publish", locale);
    }

    public void unpublish(String type, String id, String locale) {
        completed(type, id, "unpublish", locale);
    }

    /** On a busy machine, the call may return before the change is live. */
    private void completed(String type, String id, String action, String locale) {
        Answer receipt = core.post(path(type, id) + "/" + action + "?locale=" + locale, "");
        assertThat(receipt.status()).as(receipt.text()).isIn(200, 202);
        if (receipt.status() == 202) {
            Eventually.holds("it is live", () -> core.get(path(type, id) + "/receipt?locale=" + locale).json()
                    .path("live").booleanValue(false));
        }
    }

    /** Publishes an article that does not go live while the response waits. */
    public void publishLater(String id) {
        Answer receipt = core.post(path("article", id) + "/publish", "");
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(202);
    }

    public JsonNode receipt(String id) {
        return core.get(path("article", id) + "/receipt").json();
    }

    public static String path(String type, String id) {
        return "/api/entries/" + type + "/" + id;
    }

    /** Waits until all marked documents are in Redis. */
    public void settle() {
        Eventually.holds("everything is projected", () -> jdbc().sql("""
                select (select count(*) from projection where wanted > done) = 0
                    and (select count(*) from types_to_mark) = 0 and (select count(*) from dependents_to_mark) = 0""")
                .query(Boolean.class).single());
    }

    /** Requests and marks stay as they are meanwhile. */
    public void whileProjectionIsStopped(Runnable work) {
        Projector projector = core.bean(Projector.class);
        projector.stop();
        try {
            work.run();
        } finally {
            projector.start();
        }
    }

    public JsonNode document(String type, String id, String view) {
        return document(type, id, "en", view);
    }

    public JsonNode document(String type, String id, String locale, String view) {
        return JSON.readTree(at(RedisKeys.document(new Target(type, id), locale, view)).orElseThrow().body());
    }

    public Optional<Frame> frame(String type, String id, String view) {
        return at(key(type, id, view));
    }

    public Optional<Frame> frame(String type, String id, String locale, String view) {
        return at(RedisKeys.document(new Target(type, id), locale, view));
    }

    public String key(String type, String id, String view) {
        return RedisKeys.document(new Target(type, id), "en", view);
    }

    public Optional<Frame> slug(String slug) {
        return slug("article", "en", slug);
    }

    public Optional<Frame> slug(String type, String locale, String slug) {
        return at(RedisKeys.slug(type, locale, slug));
    }

    /** The id that a slug resolves to; empty if there is no pointer, or a tombstone. */
    public Optional<String> owner(String type, String locale, String slug) {
        return slug(type, locale, slug).filter(frame -> frame.kind() == Frame.Kind.POINTER)
                .map(frame -> new String(frame.body(), StandardCharsets.UTF_8));
    }

    public Optional<Frame> presence(String type, String id) {
        return at(RedisKeys.presence(new Target(type, id)));
    }

    public Optional<IndexRecord> indexed(String type, String id, String locale) {
        Target target = new Target(type, id);
        return Optional.ofNullable(RedisStore.await(core.bean(RedisStore.class).commands()
                .hget(RedisKeys.index(target.partition()), new IndexRecord.Field(target, locale).format())))
                .map(Frame::decode)
                .map(frame -> IndexRecord.parse(new String(frame.body(), StandardCharsets.UTF_8)));
    }

    /** The change stream as text. */
    public String announced() {
        return RedisStore.await(core.bean(RedisStore.class).commands().xrange(RedisKeys.CHANGES, Range.unbounded()))
                .stream().flatMap(entry -> entry.getBody().values().stream())
                .map(value -> new String(value, StandardCharsets.UTF_8)).collect(Collectors.joining("\n"));
    }

    public UUID uuid(String id) {
        return UUID.fromString(id);
    }

    private Optional<Frame> at(String key) {
        return Optional.ofNullable(RedisStore.await(core.bean(RedisStore.class).commands().get(key)))
                .map(Frame::decode);
    }

    @Override
    public void close() {
        core.close();
    }
}

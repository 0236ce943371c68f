package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.Announcement;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.ScriptCall;
import dev.headrace.model.Target;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of about 0.5 KB with three filters and three sorts, written to Redis like by the core. */
final class ListedDocuments implements AutoCloseable {

    static final int TOPICS = 10;
    static final int FORMATS = 5;
    static final int MAX_MINUTES = 100;

    private static final int BODY = 300;
    private static final String TYPE = "article";
    private static final String LOCALE = PublishedDocuments.LOCALE;
    private static final long FIRST = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    private final PublishedDocuments documents;
    private final Random random = new Random(1);
    private long version = 1;

    ListedDocuments(String redisUrl) {
        documents = new PublishedDocuments(redisUrl);
    }

    /** Writes the model and documents, with the same distribution in every run. */
    void write(int count) throws Exception {
        documents.put(model());
        for (int i = 0; i < count; i++) {
            Target target = new Target(TYPE, EntryId.fresh().toString());
            documents.put(target, frame(target, BODY), indexFrame(target, FIRST + i * MINUTE));
        }
        documents.await();
    }

    /** Writes a document of a length in bytes that is in no list; returns its path. */
    String writeUnlisted(int length) throws Exception {
        Target target = new Target(TYPE, EntryId.fresh().toString());
        documents.redis().set(RedisKeys.document(target, LOCALE, PublishedModel.FULL), frame(target, length));
        return "/v1/content/article/" + target.id();
    }

    /** Publishes a new document that is first in the default order; returns its id. */
    String publish() throws Exception {
        version++;
        Target target = new Target(TYPE, EntryId.fresh().toString());
        documents.put(target, frame(target, BODY), indexFrame(target, System.currentTimeMillis()));
        documents.await();
        ScriptCall call = new Announcement(List.of(new DocumentChange(target, LOCALE))).call();
        documents.redis().<byte[]>eval(call.script().text(), ScriptOutputType.VALUE, call.keys().toArray(String[]::new),
                call.arguments().stream().map(ListedDocuments::bytes).toArray(byte[][]::new));
        return target.id();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static PublishedModel model() {
        return new PublishedModel(1, List.of(LOCALE),
                Map.of(TYPE, new PublishedModel.Type(List.of(PublishedModel.FULL), PublishedModel.FULL,
                        Map.of("topic", field(ValueKind.TEXT), "format", field(ValueKind.TEXT), "featured",
                                field(ValueKind.BOOLEAN)),
                        Map.of("date", field(ValueKind.DATETIME), "minutes", field(ValueKind.NUMBER), "title",
                                field(ValueKind.TEXT)),
                        Interactions.parse("{\"views\":true,\"reactions\":[\"like\"]}"))));
    }

    private static Field field(ValueKind kind) {
        return new Field(kind, List.of());
    }

    private byte[] frame(Target target, int length) {
        String json = "{\"id\":\"" + target.id() + "\",\"type\":\"article\",\"body\":\"" + "x".repeat(length)
                + "\",\"_meta\":{\"version\":1,\"publishedAt\":\"2026-01-01T00:00:00Z\",\"locale\":\"en\"}}";
        return Frame.document(version, bytes(json)).encode();
    }

    private byte[] indexFrame(Target target, long publishedAt) {
        Instant date = Instant.ofEpochMilli(FIRST + (long) (random.nextDouble() * 3e11));
        IndexRecord entry = new IndexRecord(target, LOCALE, publishedAt,
                Map.of("topic", List.of("topic-" + random.nextInt(TOPICS)), "format",
                        List.of("format-" + random.nextInt(FORMATS)), "featured",
                        List.of(String.valueOf(random.nextBoolean())), "date", List.of(date.toString()), "minutes",
                        List.of(String.valueOf(random.nextInt(MAX_MINUTES))), "title", List.of(title())));
        return Frame.document(version, bytes(entry.toJson())).encode();
    }

    private String title() {
        return Character.toString('A' + random.nextInt(26)) + Long.toString(random.nextLong(1L << 50), 36)
                + " of the mill and its race";
    }

    @Override
    public void close() {
        documents.close();
    }
}

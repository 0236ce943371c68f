package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.testkit.fuzz.Fuzz;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("attack")
class WireFuzzTest {

    /** Any message is read; each of its items is stored and read again as a message of one item. */
    @Test
    void messages() {
        Fuzz.of("messages").allocating(256 * 1024, 3_000).texts(message -> InteractionCodec.read(message)
                .forEach(item -> assertThat(InteractionCodec.read(item.message())).hasSize(1)));
    }

    @Test
    void publishedModels() {
        Fuzz.of("published-models").refusedWith(IllegalArgumentException.class).texts(json -> {
            PublishedModel model = PublishedModel.parse(json);
            assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
        });
    }

    @Test
    void indexRecords() {
        Fuzz.of("index-records").refusedWith(IllegalArgumentException.class).texts(json -> {
            IndexRecord record = IndexRecord.parse(json);
            assertThat(IndexRecord.parse(record.toJson())).isEqualTo(record);
        });
    }

    @Test
    void frames() {
        Fuzz.of("frames").refusedWith(Frame.MalformedFrameException.class).bytes(bytes -> {
            Frame frame = Frame.decode(bytes);
            assertThat(Frame.decode(frame.encode())).isEqualTo(frame);
        });
    }

    @Test
    void eventIds() {
        Fuzz.of("event-ids").refusedWith(IllegalArgumentException.class).texts(text -> {
            assertThat(EventId.timeOf(text)).isNotNull();
            EventId id = EventId.parse(text);
            assertThat(EventId.parse(id.toString())).isEqualTo(id);
            assertThat(id.day()).isNotNull();
        });
    }

    @Test
    void versions() {
        Fuzz.of("versions").refusedWith(NumberFormatException.class)
                .texts(text -> assertThat(Version.format(Version.parse(text))).isEqualToIgnoringCase(text));
    }

    @Test
    void redisTexts() {
        Fuzz.of("redis-texts").texts(text -> {
            Heartbeat.Message.parse(text)
                    .ifPresent(read -> assertThat(Heartbeat.Message.parse(read.format())).contains(read));
            IndexRecord.Field.parse(text).ifPresent(field -> assertThat(field.format()).isEqualTo(text));
        });
    }

    @Test
    void receipts() {
        Fuzz.of("receipts").refusedWith(IllegalArgumentException.class)
                .texts(text -> assertThat(Receipt.parse(text).state()).isNotNull());
    }

    /** What is a slug is no id, and looks the same everywhere. */
    @Test
    void slugs() {
        Fuzz.of("slugs").texts(text -> assertThat(SlugFormat.isSlug(text) && EntryId.isId(text)).isFalse());
    }

    @Test
    void signatures() {
        EventKeys keys = new EventKeys("a-secret-key-of-sufficient-length-for-tests");
        Fuzz.of("signatures").texts(text -> assertThat(keys.verify("body", text))
                .isNotIn(EventKeys.Verdict.AUTHENTIC, EventKeys.Verdict.UNSIGNED));
    }

    /** The canonical form of a value is canonical. */
    @ParameterizedTest
    @EnumSource(names = {"TEXT", "NUMBER", "DATETIME"})
    void listValues(ValueKind kind) {
        Fuzz.of("list-values").refusedWith(IllegalArgumentException.class).upTo(500).texts(text -> {
            String canonical = ListValue.canonical(kind, text);
            assertThat(ListValue.canonical(kind, canonical)).isEqualTo(canonical);
        });
    }

    @Test
    void collationKeys() {
        Fuzz.of("texts").texts(text -> assertThat(Collation.key(text)).doesNotContain(0));
    }
}

package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.Interaction.ViewsCounted;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The wire forms, pinned by {@code golden/*.txt}. When one of these tests fails, running systems of two versions would not
 * understand each other: change the golden file only together with a way to upgrade.
 */
class WireFormatTest {

    private static final Target TARGET = new Target("article", "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071");
    private static final EventId EVENT = EventId.parse("0199a3c4-5d6e-7a8a-9a1b-2c3d4e5f6071");

    @Test
    void keysAreSpeltAsTheyAlwaysWere() throws IOException {
        List<String> keys = List.of(RedisKeys.MODEL, RedisKeys.EPOCH, RedisKeys.TIME, RedisKeys.CHANGES,
                RedisKeys.EDGES,
                RedisKeys.document(TARGET, "full", "en"), RedisKeys.slug("article", "weirs-and-mills"),
                RedisKeys.listVersion("article"), RedisKeys.listPlaces(TARGET), RedisKeys.list("article", "date"),
                RedisKeys.list("article", "date", "topic", "water"),
                RedisKeys.list("article", "date", "topic", "ä".repeat(60)), RedisKeys.tally(TARGET),
                RedisKeys.pending(TARGET), RedisKeys.reaction(TARGET, "like"), RedisKeys.outbox(TARGET.partition()),
                RedisKeys.clock(TARGET.partition()), RedisKeys.sweep(TARGET.partition()), RedisKeys.receipt(EVENT));

        assertThat(String.join("\n", keys)).isEqualTo(golden("keys"));
    }

    @Test
    void framesAreLaidOutAsTheyAlwaysWere() throws IOException {
        List<Frame> frames = List.of(Frame.document(258, 1_700_000_000_000L, "{\"title\":\"Wehr\"}".getBytes(UTF_8)),
                Frame.pointer(259, 1_700_000_000_001L, TARGET.id()),
                Frame.tombstone(Long.MAX_VALUE, 1_700_000_000_002L));

        List<String> encoded = new ArrayList<>();
        frames.forEach(frame -> encoded.add(new String(frame.encode(), UTF_8)));
        assertThat(String.join("\n", encoded)).isEqualTo(golden("frames"));
        assertThat(frames).allSatisfy(frame -> assertThat(Frame.decode(frame.encode())).isEqualTo(frame));
    }

    @Test
    void eventsAreWrittenAsTheyAlwaysWere() throws IOException {
        String views = InteractionCodec.write(new ViewsCounted(EVENT, TARGET, 12));
        String reaction = InteractionCodec.write(new ReactionChanged(EVENT, TARGET, "ann \"é\"", "like", true));

        String message = InteractionCodec.message(List.of(InteractionCodec.element(Version.format(1), views),
                InteractionCodec.element(Version.format(1_700_000_000_000_000L), reaction)));

        assertThat(message).isEqualTo(golden("message"));
    }

    @Test
    void theModelIsWrittenAsItAlwaysWas() throws IOException {
        PublishedModel model = new PublishedModel(3, Map.of("article",
                new PublishedModel.Type(List.of("full", "card"), "card",
                        Map.of("author", new Field(ValueKind.REFERENCE, List.of("author"))),
                        Map.of("date", new Field(ValueKind.DATETIME, List.of())),
                        new PublishedModel.Interactions(true, List.of("like")))));

        assertThat(model.toJson()).isEqualTo(golden("model"));
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    @Test
    void anOlderReaderOverlooksWhatANewerWriterAdds() {
        assertThat(PublishedModel.parse("{\"version\":1,\"types\":{},\"future\":{}}")).isEqualTo(
                new PublishedModel(1, Map.of()));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects
                .requireNonNull(WireFormatTest.class.getResourceAsStream("/golden/" + name + ".txt"))) {
            return new String(in.readAllBytes(), UTF_8).stripTrailing();
        }
    }
}

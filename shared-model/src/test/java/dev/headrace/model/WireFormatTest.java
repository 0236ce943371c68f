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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                RedisKeys.list("article", "date", "topic", "ä".repeat(60)),
                RedisKeys.combination("article", "7", "date|topic=water"), RedisKeys.combinations("article"),
                RedisKeys.combinedMembers("article"), RedisKeys.tally(TARGET),
                RedisKeys.pending(TARGET), RedisKeys.reaction(TARGET, "like"), RedisKeys.outbox(TARGET.partition()),
                RedisKeys.clock(TARGET.partition()), RedisKeys.sweep(TARGET.partition()), RedisKeys.receipt(EVENT));

        assertThat(String.join("\n", keys)).isEqualTo(golden("keys"));
    }

    @Test
    void framesAreLaidOutAsTheyAlwaysWere() throws IOException {
        List<Frame> frames = List.of(Frame.document(258, "{\"title\":\"Wehr\"}".getBytes(UTF_8)),
                Frame.pointer(259, TARGET.id()),
                Frame.tombstone(Long.MAX_VALUE));

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

    /** Otherwise a retry across an upgrade would be another event. */
    @Test
    void idsAreDerivedAsTheyAlwaysWere() throws IOException {
        List<String> ids = Stream.of("order-1", "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071")
                .map(key -> EventId.derived("ann é", "reactions/" + TARGET + "/like", key, TARGET.partition())
                        .toString())
                .toList();

        assertThat(String.join("\n", ids)).isEqualTo(golden("ids"));
    }

    /** Otherwise an edge would look between other bounds than those by which the core has filed. */
    @Test
    void valuesAreFiledAsTheyAlwaysWere() throws IOException {
        List<ListValue> values = List.of(ListValue.read(ValueKind.TEXT, "Éclairs & Ökologie"),
                ListValue.read(ValueKind.TEXT, "水车".repeat(30)), ListValue.read(ValueKind.REFERENCE, TARGET.id()),
                ListValue.read(ValueKind.NUMBER, "-12.50"), ListValue.read(ValueKind.NUMBER, "0.0"),
                ListValue.read(ValueKind.NUMBER, "1e3"), ListValue.read(ValueKind.BOOLEAN, "true"),
                ListValue.read(ValueKind.DATETIME, "2026-03-14T09:00:00.1239+01:00"));

        assertThat(values.stream().map(value -> value.text() + "\t" + value.sortKey())
                .collect(Collectors.joining("\n"))).isEqualTo(golden("values"));
    }

    @Test
    void placesAreWrittenAsTheyAlwaysWere() throws IOException {
        List<ListPlace> places = List.of(
                new ListPlace(RedisKeys.list("article", "title"), ListPlace.member("weir", TARGET.id())),
                new ListPlace(RedisKeys.list("article", "title", "topic", "water"),
                        ListPlace.member(SortKey.ABSENT, TARGET.id())));

        assertThat(ListPlace.write(places).replace(ListPlace.SEPARATOR, '|')).isEqualTo(golden("places") + "\n");
        assertThat(ListPlace.read(ListPlace.write(places))).isEqualTo(places);
    }

    @Test
    void receiptsAreReadAsTheyAlwaysWere() {
        assertThat(Receipt.parse("a 1 1700000000000-3 1"))
                .isEqualTo(new Receipt(Receipt.Status.ACCEPTED, "1", "1700000000000-3", "1"));
        assertThat(Receipt.parse("s - 1700000000000-3 -").status()).isEqualTo(Receipt.Status.STORED);
        assertThat(Receipt.parse("r - 1700000000000-3 0").status()).isEqualTo(Receipt.Status.REJECTED);
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

        PublishedModel newer = PublishedModel.parse("""
                {"version":2,"types":{"article":{"views":["full"],"listView":"full","future":1,
                 "filters":{"place":{"kind":"GEOHASH","to":[]},"topic":{"kind":"TEXT","to":[],"future":1}},
                 "sorts":{"place":{"kind":"GEOHASH","to":[]}},
                 "interactions":{"views":true,"reactions":[],"future":{}}}}}
                """);
        PublishedModel.Type article = newer.type("article").orElseThrow();
        assertThat(article.filters()).containsOnly(Map.entry("topic", new Field(ValueKind.TEXT, List.of())));
        assertThat(article.sorts()).isEmpty();
        assertThat(article.interactions().views()).isTrue();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects
                .requireNonNull(WireFormatTest.class.getResourceAsStream("/golden/" + name + ".txt"))) {
            return new String(in.readAllBytes(), UTF_8).stripTrailing();
        }
    }
}

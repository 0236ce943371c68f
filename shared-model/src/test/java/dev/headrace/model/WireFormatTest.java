package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The wire forms, pinned by {@code golden/*.txt}. When one of these tests fails, running systems of two versions would not
 * understand each other: change the golden file only together with a way to upgrade.
 */
class WireFormatTest {

    private static final Target TARGET = new Target("article", "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071");
    private static final EventId EVENT = EventId.parse("0199a3c4-5d6e-7ad1-9a1b-2c3d4e5f6071");

    @Test
    void keysAreStable() throws IOException {
        List<String> keys = List.of(RedisKeys.MODEL, RedisKeys.EPOCH, RedisKeys.TIME, RedisKeys.VERSION,
                RedisKeys.CHANGES,
                RedisKeys.SEEN, RedisKeys.EDGES, RedisKeys.document(TARGET, "en", "full"),
                RedisKeys.slug("article", "en", "weirs-and-mills"), RedisKeys.presence(TARGET),
                RedisKeys.index(TARGET.partition()), new IndexRecord.Field(TARGET, "en").format(),
                RedisKeys.tally(TARGET),
                RedisKeys.pending(TARGET.id()), RedisKeys.members(TARGET.id(), "reaction:like"),
                RedisKeys.outbox(TARGET.partition()),
                RedisKeys.clock(TARGET.partition()), RedisKeys.sweep(TARGET.partition()), RedisKeys.receipt(EVENT));

        assertThat(String.join("\n", keys)).isEqualTo(golden("keys"));
    }

    @Test
    void framesAreStable() throws IOException {
        List<Frame> frames = List.of(Frame.document(258, "{\"title\":\"Wehr\"}".getBytes(UTF_8)),
                Frame.pointer(259, TARGET.id()),
                Frame.tombstone(Long.MAX_VALUE));

        List<String> encoded = new ArrayList<>();
        frames.forEach(frame -> encoded.add(new String(frame.encode(), UTF_8)));
        assertThat(String.join("\n", encoded)).isEqualTo(golden("frames"));
        assertThat(frames).allSatisfy(frame -> assertThat(Frame.decode(frame.encode())).isEqualTo(frame));
    }

    @Test
    void kindsOfFramesOfLaterVersionsAreToldFromMalformedOnes() {
        byte[] frame = Frame.document(258, "{}".getBytes(UTF_8)).encode();
        frame[1] = 'R';
        assertThatThrownBy(() -> Frame.decode(frame)).isInstanceOf(Frame.UnknownKindException.class)
                .hasMessage("unknown kind R");
        for (char malformed : new char[]{'d', '@', '[', '1', 0}) {
            frame[1] = (byte) malformed;
            assertThatThrownBy(() -> Frame.decode(frame)).isExactlyInstanceOf(Frame.MalformedFrameException.class);
        }
    }

    @Test
    void theStampOfAFrameIsReadWithoutItsBody() {
        byte[] frame = Frame.document(258, "{}".getBytes(UTF_8)).encode();
        byte[] start = Arrays.copyOf(frame, Frame.Stamp.LENGTH);

        assertThat(Frame.Stamp.parse(start)).isEqualTo(new Frame.Stamp(Frame.Kind.DOCUMENT, 258));
        assertThatThrownBy(() -> Frame.Stamp.parse(Arrays.copyOf(start, start.length - 1)))
                .isInstanceOf(Frame.MalformedFrameException.class);
        start[2] = 'x';
        assertThatThrownBy(() -> Frame.Stamp.parse(start)).isInstanceOf(Frame.MalformedFrameException.class);
    }

    @Test
    void fieldsOfTalliesAreStable() throws IOException {
        List<String> fields = List.of(TallyHash.settled("reaction:like"), TallyHash.version("reaction:like"),
                TallyHash.pending("reaction:like"), TallyHash.pending("views"));

        assertThat(String.join("\n", fields)).isEqualTo(golden("tally"));
        assertThat(TallyHash.metrics(fields)).containsOnly("reaction:like", "views");
        assertThat(TallyHash.counts(Map.of(fields.get(0), "5", fields.get(1), "0000000000000009", fields.get(2), "-2")))
                .containsOnly(Map.entry("reaction:like", 3L));
    }

    @Test
    void messagesOfEdgesAreStable() throws IOException {
        Heartbeat.Message message = new Heartbeat.Message("edge-1",
                new Heartbeat(new StreamPosition(1_767_225_600_000L, 7), 1_767_225_600_123L));

        assertThat(message.format()).isEqualTo(golden("seen"));
        assertThat(Heartbeat.Message.parse(message.format())).contains(message);
    }

    @Test
    void argumentsOfAnnouncementsAreStable() throws IOException {
        ScriptCall call = new Announcement(
                List.of(new DocumentChange(TARGET, "en"), new DocumentChange(TARGET, "de"))).call();

        assertThat(text(call)).isEqualTo(golden("announce"));
    }

    /** Written by {@code announce.lua}; a test of the edge verifies that the script writes what is read here. */
    @Test
    void entriesOfTheChangeStreamAreStable() throws IOException {
        ChangeEntry entry = new ChangeEntry(12, new DocumentChange(TARGET, "en"));

        assertThat(String.join("\n", new TreeMap<>(entry.fields()).entrySet().stream().map(Object::toString).toList()))
                .isEqualTo(golden("change"));
        assertThat(ChangeEntry.parse(entry.fields())).isEqualTo(entry);
        assertThat(ChangeEntry.parse(Map.of("n", "x")).number()).isEqualTo(ChangeEntry.UNNUMBERED);
    }

    @Test
    void eventsAreStable() throws IOException {
        String message = InteractionCodec.message(List.of(
                InteractionCodec.element(Version.format(1), InteractionCodec.write(views())),
                InteractionCodec.element(Version.format(1_700_000_000_000_000L), InteractionCodec.write(reaction())),
                InteractionCodec.element(Version.format(2), InteractionCodec.write(retried()))));

        assertThat(message).isEqualTo(golden("message"));
    }

    @Test
    void signaturesOfMessagesAreStable() throws IOException {
        assertThat(new EventKeys("a secret of both tiers for tests").sign("{\"v\":1,\"events\":[]}"))
                .contains(golden("signature"));
    }

    @Test
    void argumentsOfWritesAreStable() throws IOException {
        ScriptCall views = new WriteToAccept(views(), "{views}", List.of(new StateOperation.Count(Metric.VIEWS, 12)),
                WriteToAccept.NO_KEY, "{}", Duration.ofMinutes(5), 100).call();
        ScriptCall reaction = new WriteToAccept(reaction(), "{reaction}",
                List.of(new StateOperation.Member("reaction:like", "ann", true),
                        new StateOperation.Member("reaction:love", "ann", false)),
                "1", "{\"reactions\":{\"like\":true}}", Duration.ofHours(24), 100).call();

        ScriptCall retried = new WriteToAccept(retried(), "{views}",
                List.of(new StateOperation.Member("reaction:like", "ann", true)), "1", "{}", Duration.ZERO, 100).call();

        assertThat(text(views) + "\n\n" + text(reaction) + "\n\n" + text(retried)).isEqualTo(golden("accept"));
    }

    @Test
    void answersToWritesAreRead() {
        Map<String, String> tallies = Map.of("b:views", "5", "p:views", "1");
        List<String> flat = List.of("b:views", "5", "p:views", "1");

        assertThat(AcceptResult.parse(concat(List.of("accepted", "1700000000000-3", "00060a24181e4000"), flat)))
                .isEqualTo(new AcceptResult.Taken("1700000000000-3", "00060a24181e4000", tallies));
        AcceptResult replayed = AcceptResult
                .parse(concat(List.of("replayed", "a 1 1700000000000-3 {}", "2", "1", "00060a24181e4000"), flat));
        assertThat(replayed).isEqualTo(new AcceptResult.Replayed(
                new Receipt(Receipt.Status.ACCEPTED, "1", "1700000000000-3", "{}"), 2, true, 1_700_000_000_000_000L,
                tallies));
        assertThat(((AcceptResult.Replayed) replayed).ageMillis()).isZero();
        assertThat(AcceptResult.parse(List.of("gone"))).isEqualTo(new AcceptResult.Gone());
        assertThat(AcceptResult.parse(List.of("full"))).isEqualTo(new AcceptResult.Full());
        assertThatThrownBy(() -> AcceptResult.parse(List.of("other"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Test
    void argumentsOfSettlementsAreStable() throws IOException {
        ScriptCall call = new Settlement(TARGET.id(),
                List.of(new Settlement.Value("views", 7, 3), new Settlement.Value("reaction:like", 1, 4)),
                List.of(new Settlement.Event(EVENT, Receipt.Status.STORED),
                        new Settlement.Event(EVENT, Receipt.Status.REJECTED)),
                List.of(new StateCorrection.Member("reaction:like", "bob", false, 41L, true),
                        new StateCorrection.Member("reaction:like", "ann", true, 42L)))
                .call();

        assertThat(text(call)).isEqualTo(golden("settle"));
    }

    private static InteractionEvent views() {
        return new InteractionEvent(EVENT, ViewsCounted.KIND, TARGET, null, new ViewsCounted(12).toJson());
    }

    private static InteractionEvent retried() {
        return new InteractionEvent(EVENT, ViewsCounted.KIND, TARGET, null, new ViewsCounted(1).toJson(),
                List.of(EventId.parse("0199a3c3-5d6e-7ad1-9a1b-2c3d4e5f6071"),
                        EventId.parse("0199a3c2-5d6e-7ad1-9a1b-2c3d4e5f6071")));
    }

    private static InteractionEvent reaction() {
        return new InteractionEvent(EVENT, ReactionChanged.KIND, TARGET, "ann \"é\"",
                new ReactionChanged("like", true).toJson());
    }

    private static String text(ScriptCall call) {
        return call.script() + "\n" + String.join("\n", call.keys()) + "\n\n" + String.join("\n", call.arguments());
    }

    /** Otherwise a retry across an upgrade would be another event. */
    @Test
    void derivedIdsAreStable() throws IOException {
        List<String> ids = Stream.of("order-1", "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071")
                .map(key -> EventId.derived(new ReceiptKey("a secret of the edges"), "ann é",
                        "reactions/" + TARGET + "/like", key, LocalDate.of(2026, 3, 14), TARGET.partition())
                        .toString())
                .toList();

        assertThat(String.join("\n", ids)).isEqualTo(golden("ids"));
    }

    /** Otherwise the edge would compare a query's values with others than those that the core has written. */
    @Test
    void canonicalValuesAreStable() throws IOException {
        List<String> values = List.of(ListValue.canonical(ValueKind.TEXT, "Éclairs & Ökologie"),
                ListValue.canonical(ValueKind.REFERENCE, TARGET.id()), ListValue.canonical(ValueKind.NUMBER, "-12.50"),
                ListValue.canonical(ValueKind.NUMBER, "0.0"), ListValue.canonical(ValueKind.NUMBER, "1e3"),
                ListValue.canonical(ValueKind.BOOLEAN, "true"),
                ListValue.canonical(ValueKind.DATETIME, "2026-03-14T09:00:00.1239+01:00"));

        assertThat(String.join("\n", values)).isEqualTo(golden("values"));
    }

    @Test
    void indexRecordsAreStable() throws IOException {
        IndexRecord entry = new IndexRecord(TARGET, "en", 1_700_000_000_000L, "1",
                Map.of("topic", List.of("a", "b\n\"c\""), "date", List.of("2026-03-14T08:00:00Z")));

        assertThat(entry.toJson()).isEqualTo(golden("index"));
        assertThat(IndexRecord.parse(entry.toJson())).isEqualTo(entry);
    }

    @Test
    void fieldsOfIndexRecordsAreReadAsWritten() {
        IndexRecord.Field field = new IndexRecord.Field(TARGET, "en");

        assertThat(IndexRecord.Field.parse(field.format())).contains(field);
        assertThat(IndexRecord.Field.parse("article:" + TARGET.id())).isEmpty();
        assertThat(IndexRecord.Field.parse("article:weir:en")).isEmpty();
        assertThat(IndexRecord.Field.ofType("article")).isEqualTo("article:*");
        assertThat(IndexRecord.Field.ofType("[a*]")).isEqualTo("\\[a\\*\\]:*");
    }

    @Test
    void storedReceiptsRemainReadable() {
        assertThat(Receipt.parse("a 1 1700000000000-3 {\"reactions\": {}}"))
                .isEqualTo(new Receipt(Receipt.Status.ACCEPTED, "1", "1700000000000-3", "{\"reactions\": {}}"));
        assertThat(Receipt.parse("s - 1700000000000-3 {}").status()).isEqualTo(Receipt.Status.STORED);
        assertThat(Receipt.parse("r - 1700000000000-3 {}").status()).isEqualTo(Receipt.Status.REJECTED);
    }

    @Test
    void modelIsStable() throws IOException {
        PublishedModel model = new PublishedModel(3, List.of("en", "de"), Map.of("article",
                new PublishedModel.Type(List.of("full", "card"), "card",
                        Map.of("author", new Field(ValueKind.REFERENCE, List.of("author"), "f1")),
                        Map.of("date", new Field(ValueKind.DATETIME, List.of(), "f2")),
                        PublishedModel.Interactions.parse("{\"views\":true,\"reactions\":[\"like\"]}"), "1")));

        assertThat(model.toJson()).isEqualTo(golden("model"));
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    @Test
    void fieldsListTheirAllowedValues() {
        PublishedModel model = filteredBy("format",
                new Field(ValueKind.TEXT, List.of(), "f1", List.of("essay", "review"), false));

        assertThat(model.toJson()).contains(
                "{\"format\":{\"kind\":\"TEXT\",\"to\":[],\"id\":\"f1\",\"values\":[\"essay\",\"review\"]}}");
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    @Test
    void fieldsSayWhetherTheyHaveManyValues() {
        PublishedModel model = filteredBy("tags",
                new Field(ValueKind.REFERENCE, List.of("tag"), "f1", List.of(), true));

        assertThat(model.toJson())
                .contains("{\"tags\":{\"kind\":\"REFERENCE\",\"to\":[\"tag\"],\"id\":\"f1\",\"many\":true}}");
        assertThat(PublishedModel.parse(model.toJson())).isEqualTo(model);
    }

    private static PublishedModel filteredBy(String name, Field field) {
        return new PublishedModel(3, List.of("en"), Map.of("article", new PublishedModel.Type(List.of("full"), "full",
                Map.of(name, field), Map.of(), PublishedModel.Interactions.NONE)));
    }

    @Test
    void additionsOfNewerWritersAreIgnored() {
        assertThat(PublishedModel.parse("{\"version\":1,\"types\":{},\"future\":{}}")).isEqualTo(
                new PublishedModel(1, List.of("en"), Map.of()));

        PublishedModel newer = PublishedModel.parse("""
                {"version":2,"types":{"article":{"views":["full"],"listView":"full","future":1,
                 "filters":{"place":{"kind":"GEOHASH","to":[]},"topic":{"kind":"TEXT","to":[],"future":1}},
                 "sorts":{"place":{"kind":"GEOHASH","to":[]}},
                 "interactions":{"views":true,"reactions":[],"future":{}}}}}
                """);
        PublishedModel.Type article = newer.type("article").orElseThrow();
        assertThat(article.filters()).containsOnly(Map.entry("topic", new Field(ValueKind.TEXT, List.of())));
        assertThat(article.sorts()).isEmpty();
        assertThat(article.interactions().of("views").booleanValue()).isTrue();
        assertThat(article.interactions().of("rating").isMissingNode()).isTrue();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects
                .requireNonNull(WireFormatTest.class.getResourceAsStream("/golden/" + name + ".txt"))) {
            return new String(in.readAllBytes(), UTF_8).stripTrailing();
        }
    }
}

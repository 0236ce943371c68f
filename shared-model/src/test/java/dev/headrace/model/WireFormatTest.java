package dev.headrace.model;

import static dev.headrace.model.WireSamples.EVENT;
import static dev.headrace.model.WireSamples.TARGET;
import static dev.headrace.model.WireSamples.golden;
import static dev.headrace.model.WireSamples.reaction;
import static dev.headrace.model.WireSamples.retried;
import static dev.headrace.model.WireSamples.views;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The wire forms, pinned by {@code golden/*.txt}, like those in {@link ScriptCallsTest} and {@link PublishedModelTest}. When
 * one of these tests fails, running systems of two versions would not understand each other: change the golden file only
 * together with a way to upgrade.
 */
class WireFormatTest {

    @Test
    void keysAreStable() throws IOException {
        List<String> keys = List.of(RedisKeys.MODEL, RedisKeys.EPOCH, RedisKeys.REWRITING, RedisKeys.TIME,
                RedisKeys.VERSION, RedisKeys.REDIRECTS, RedisKeys.DESCRIPTION, RedisKeys.CHANGES,
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
                Frame.document(258, Instant.ofEpochSecond(2_082_092_400), "{\"title\":\"Wehr\"}".getBytes(UTF_8)),
                Frame.pointer(259, TARGET.id()),
                Frame.tombstone(Long.MAX_VALUE), Frame.gone(260, null),
                Frame.gone(260, Instant.ofEpochSecond(2_082_092_400)),
                Frame.redirect(261, null, "https://example.org/wehr?a=b"),
                Frame.redirect(261, Instant.ofEpochSecond(2_082_092_400), "/wehr"),
                Frame.moved(262, null, TARGET, "weirs-and-mills"),
                Frame.moved(262, Instant.ofEpochSecond(2_082_092_400), TARGET, null));

        List<String> encoded = new ArrayList<>();
        frames.forEach(frame -> encoded.add(new String(frame.encode(), UTF_8)));
        assertThat(String.join("\n", encoded)).isEqualTo(golden("frames"));
        assertThat(frames).allSatisfy(frame -> assertThat(Frame.decode(frame.encode())).isEqualTo(frame));
    }

    @Test
    void theTableOfRedirectsIsStable() {
        PublishedRedirects redirects = new PublishedRedirects(List.of(new PublishedRedirects.Item("/a", "/b", 301),
                new PublishedRedirects.Item("/c", null, 410)));
        String json = "{\"items\":[{\"path\":\"/a\",\"to\":\"/b\",\"status\":301},{\"path\":\"/c\",\"status\":410}]}";

        assertThat(redirects.toJson()).isEqualTo(json);
        assertThat(PublishedRedirects.parse(json.replace("\"items\"", "\"later\":1,\"items\""))).isEqualTo(redirects);
        for (String malformed : List.of("", "null", "{}", "{\"items\":[{}]}", "[]")) {
            assertThatThrownBy(() -> PublishedRedirects.parse(malformed)).as(malformed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        ScriptCall call = new RedirectsWrite(258, redirects).call();
        assertThat(call.keys()).containsExactly(RedisKeys.REDIRECTS);
        assertThat(call.arguments()).containsExactly(
                new String(Frame.document(258, json.getBytes(UTF_8)).encode(), UTF_8), "0");
    }

    @Test
    void theDescriptionIsAFrameWithTheVersionOfTheModel() {
        Frame frame = Frame.document(258, "{\"openapi\":\"3.1.1\"}".getBytes(UTF_8));
        ScriptCall call = new DescriptionWrite(frame).call();

        assertThat(call.keys()).containsExactly(RedisKeys.DESCRIPTION);
        assertThat(call.arguments()).containsExactly(new String(frame.encode(), UTF_8), "0");
    }

    @Test
    void theDestinationOfARedirectIsRead() {
        assertThat(Frame.moved(1, null, TARGET, "weirs").destination())
                .isEqualTo(new Frame.Destination(TARGET, "weirs"));
        assertThat(Frame.moved(1, null, TARGET, null).destination().idOrSlug()).isEqualTo(TARGET.id());
        Frame malformed = new Frame(Frame.Kind.MOVED, 1, "0".repeat(16), 0, "article".getBytes(UTF_8));
        assertThatThrownBy(malformed::destination).isInstanceOf(Frame.MalformedFrameException.class);
        assertThatThrownBy(Frame.gone(1, null)::destination).isInstanceOf(Frame.MalformedFrameException.class);
    }

    @Test
    void kindsOfFramesOfLaterVersionsAreToldFromMalformedOnes() {
        byte[] frame = Frame.document(258, "{}".getBytes(UTF_8)).encode();
        frame[1] = 'X';
        assertThatThrownBy(() -> Frame.decode(frame)).isInstanceOf(Frame.UnknownKindException.class)
                .hasMessage("unknown kind X");
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
    void changesOfOverlaysAreStable() throws IOException {
        ChangeEntry entry = new ChangeEntry(112, new OverlayChange(new Overlay("r-1"), true, 100));

        assertThat(String.join("\n", new TreeMap<>(entry.fields()).entrySet().stream().map(Object::toString).toList()))
                .isEqualTo(golden("change-overlay"));
        assertThat(ChangeEntry.parse(entry.fields())).isEqualTo(entry);
        Map<String, String> fields = new TreeMap<>(entry.fields());
        for (String malformed : List.of("", "0", "x", "-1")) {
            fields.put("c", malformed);
            assertThat(ChangeEntry.parse(fields).number()).as(malformed).isEqualTo(ChangeEntry.UNNUMBERED);
        }
        assertThat(ChangeEntry.parse(Map.of("n", "1", "c", "1", "o", "a b")).number())
                .isEqualTo(ChangeEntry.UNNUMBERED);
    }

    @Test
    void fieldsOfOverlaysAreStable() throws IOException {
        Overlay overlay = new Overlay("r-1");
        List<String> names = List.of(RedisKeys.OVERLAY, overlay.key(TARGET.partition()),
                Overlay.document(TARGET, "en", "full"), Overlay.record(TARGET, "en"), Overlay.presence(TARGET),
                Overlay.slug("article", "en", "weirs-and-mills"));

        assertThat(String.join("\n", names)).isEqualTo(golden("overlay"));
        assertThat(Overlay.documentOf(Overlay.record(TARGET, "en"))).contains(new IndexRecord.Field(TARGET, "en"));
        assertThat(Overlay.documentOf(Overlay.slug("article", "en", "a"))).isEmpty();
        assertThatThrownBy(() -> new Overlay("a:b")).isInstanceOf(IllegalArgumentException.class);
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

    @Test
    void storedReceiptsRemainReadable() {
        assertThat(Receipt.parse("a 1 1700000000000-3 {\"reactions\": {}}"))
                .isEqualTo(new Receipt(Receipt.Status.ACCEPTED, "1", "1700000000000-3", "{\"reactions\": {}}"));
        assertThat(Receipt.parse("s - 1700000000000-3 {}").status()).isEqualTo(Receipt.Status.STORED);
        assertThat(Receipt.parse("r - 1700000000000-3 {}").status()).isEqualTo(Receipt.Status.REJECTED);
    }
}

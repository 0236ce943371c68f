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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The calls of scripts and their answers, pinned like all {@linkplain WireFormatTest wire forms}. */
class ScriptCallsTest {

    @Test
    void argumentsOfAnnouncementsAreStable() throws IOException {
        ScriptCall call = new Announcement(
                List.of(new DocumentChange(TARGET, "en"), new DocumentChange(TARGET, "de"))).call();

        assertThat(text(call)).isEqualTo(golden("announce"));
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

    @Test
    void argumentsOfWritesOfDocumentsAreStable() throws IOException {
        Frame presence = Frame.document(257, "article".getBytes(UTF_8));
        ScriptCall published = new DocumentWrite(TARGET, "en", 258,
                Map.of("card", Frame.document(258, "{\"title\":\"Wehr\"}".getBytes(UTF_8)), "full",
                        Frame.document(258, "{\"title\":\"Wehr\",\"text\":\"Öl\"}".getBytes(UTF_8)), "archive",
                        Frame.tombstone(258)),
                new IndexRecord(TARGET, "en", 1_700_000_000_000L, "1", Map.of("topic", List.of("a"))), presence)
                .call();
        ScriptCall unpublished = new DocumentWrite(TARGET, "en", 259, Map.of("full", Frame.tombstone(259)), null,
                Frame.tombstone(260)).call();

        assertThat(text(published) + "\n\n" + text(unpublished)).isEqualTo(golden("put-document"));
    }

    @Test
    void aDocumentHasAFullView() {
        assertThatThrownBy(() -> new DocumentWrite(TARGET, "en", 259, Map.of("card", Frame.tombstone(259)), null,
                Frame.tombstone(259))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(TARGET + " has no frame of the full view");
    }

    @Test
    void argumentsOfWritesOfSlugsAreStable() throws IOException {
        ScriptCall current = new SlugWrite("article", "en", "weirs-and-mills", Frame.pointer(258, TARGET.id())).call();
        ScriptCall former = new SlugWrite("article", "en", "weirs", Frame.tombstone(259)).call();

        assertThat(text(current) + "\n\n" + text(former)).isEqualTo(golden("put-slug"));
    }

    @Test
    void argumentsOfWritesOfTheModelAreStable() throws IOException {
        PublishedModel model = new PublishedModel(3, List.of("en"), Map.of());

        assertThat(text(new ModelWrite(model, false).call()) + "\n\n" + text(new ModelWrite(model, true).call()))
                .isEqualTo(golden("put-model"));
    }

    @Test
    void argumentsOfRemovalsOfStaleFramesAreStable() throws IOException {
        ScriptCall frame = new StaleFrame(RedisKeys.document(TARGET, "en", "full"), null, 258).call();
        ScriptCall indexRecord = new StaleFrame(RedisKeys.index(TARGET.partition()),
                new IndexRecord.Field(TARGET, "en").format(), 258).call();

        assertThat(text(frame) + "\n\n" + text(indexRecord)).isEqualTo(golden("drop-stale"));
    }

    @Test
    void argumentsOfOverlaysAreStable() throws IOException {
        Overlay overlay = new Overlay("r-1");
        Overlay before = new Overlay("r-1-before");
        Duration day = Duration.ofDays(1);
        List<ScriptCall> calls = List.of(
                overlay.put(TARGET.partition(),
                        Map.of(Overlay.record(TARGET, "en"), Frame.tombstone(258),
                                Overlay.document(TARGET, "en", "full"),
                                Frame.document(258, "{\"title\":\"Öl\"}".getBytes(UTF_8)))),
                new OverlayChange(overlay, true, 100).announce(), new OverlayChange(overlay, false, 0).announce(),
                Fold.document(overlay, before, day, TARGET, "en", List.of("full", "card")).call(),
                Fold.slug(overlay, before, day, "article", "en", "weirs-and-mills").call());

        assertThat(String.join("\n\n", calls.stream().map(ScriptCallsTest::text).toList()))
                .isEqualTo(golden("overlay-calls"));
    }

    private static String text(ScriptCall call) {
        return call.script() + "\n" + String.join("\n", call.keys()) + "\n\n" + String.join("\n", call.arguments());
    }
}

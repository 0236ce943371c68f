package dev.headrace.admin.publishing;

import static dev.headrace.admin.edge.EdgeStore.await;
import static dev.headrace.admin.edge.EdgeStore.bytes;

import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.Frame;
import dev.headrace.model.ListPlace;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Version;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes rendered documents into Redis: frames, slugs, lists, and the announcement of the change, in this order, so that
 * whoever hears of a change finds all of it. Each step leaves alone what is newer.
 */
@Component
class EdgeWriter {

    // Longer than any writer of an older version may be on its way.
    private static final Duration TOMBSTONES_STAY = Duration.ofDays(7);
    private static final int CHANGES_KEPT = 10_000;
    private static final int MOST_TRIES = 20;
    private static final byte[] FOR_GOOD = bytes("0");
    private static final byte[] FOR_A_WHILE = bytes(String.valueOf(TOMBSTONES_STAY.toMillis()));

    private final EdgeStore store;

    EdgeWriter(EdgeStore store) {
        this.store = store;
    }

    /**
     * Writes some documents.
     *
     * @return the last announcement's place in {@link RedisKeys#CHANGES}
     * @throws RedisException if Redis does not take all of it; what it took does no harm
     */
    String write(List<RenderedDocument> documents) {
        await(documents.stream().map(this::putFrames).toList());
        await(documents.stream().flatMap(document -> putSlugs(document).stream()).toList());
        placeInLists(documents);
        List<CompletionStage<String>> announcements = documents.stream().map(this::announce).toList();
        await(announcements);
        return await(announcements.getLast());
    }

    /** Tells the edge of the model. */
    void write(PublishedModel model) {
        await(store.commands().set(RedisKeys.MODEL, bytes(model.toJson())));
    }

    private CompletionStage<Long> putFrames(RenderedDocument document) {
        List<String> keys = new ArrayList<>();
        List<byte[]> arguments = new ArrayList<>();
        document.frames().forEach((view, frame) -> {
            keys.add(RedisKeys.document(document.target(), view, PublishedModel.DEFAULT_LOCALE));
            arguments.add(frame.encode());
            arguments.add(lifetime(frame));
        });
        return store.run(RedisScript.PUT_FRAMES, ScriptOutputType.INTEGER, keys, arguments);
    }

    private List<CompletionStage<Long>> putSlugs(RenderedDocument document) {
        List<CompletionStage<Long>> stages = new ArrayList<>();
        String slug = document.slug();
        document.givenUpSlugs().forEach(
                (former, version) -> stages.add(putSlug(document, former, Frame.tombstone(version))));
        if (slug != null) {
            stages.add(putSlug(document, slug, Frame.pointer(document.version(), document.target().id())));
        }
        return stages;
    }

    private CompletionStage<Long> putSlug(RenderedDocument document, String slug, Frame frame) {
        return store.run(RedisScript.PUT_FRAMES, ScriptOutputType.INTEGER,
                List.of(RedisKeys.slug(document.target().type(), slug)), List.of(frame.encode(), lifetime(frame)));
    }

    /** Each document's old places are read first, since a script must be told all keys that it touches. */
    private void placeInLists(List<RenderedDocument> documents) {
        List<RenderedDocument> left = documents;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == MOST_TRIES) {
                throw new IllegalStateException("The lists of " + left.getFirst().target() + " change all the time.");
            }
            Map<RenderedDocument, CompletionStage<byte @Nullable []>> found = new LinkedHashMap<>();
            left.forEach(document -> found.put(document,
                    store.commands().get(RedisKeys.listPlaces(document.target()))));
            Map<RenderedDocument, CompletionStage<byte[]>> placed = new LinkedHashMap<>();
            found.forEach((document, old) -> placed.put(document, placeInLists(document, await(old))));
            left = placed.entrySet().stream().filter(each -> is(await(each.getValue()), "again")).map(Map.Entry::getKey)
                    .toList();
        }
    }

    private CompletionStage<byte[]> placeInLists(RenderedDocument document, byte @Nullable [] found) {
        List<ListPlace> old = found == null ? List.of() : ListPlace.read(text(Frame.decode(found).body()));
        Set<ListPlace> leave = new HashSet<>(old);
        leave.removeAll(Set.copyOf(document.places()));
        Frame frame = placesFrame(document);

        List<String> keys = new ArrayList<>();
        keys.add(RedisKeys.listPlaces(document.target()));
        keys.add(RedisKeys.listVersion(document.target().type()));
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(found == null ? new byte[0] : found);
        arguments.add(frame.encode());
        arguments.add(document.gone() ? FOR_A_WHILE : FOR_GOOD);
        arguments.add(bytes(String.valueOf(leave.size())));
        leave.forEach(place -> add(place, keys, arguments));
        document.places().forEach(place -> add(place, keys, arguments));
        return store.run(RedisScript.PLACE_IN_LISTS, ScriptOutputType.VALUE, keys, arguments);
    }

    private static Frame placesFrame(RenderedDocument document) {
        return Frame.document(document.version(), bytes(ListPlace.write(document.places())));
    }

    private static void add(ListPlace place, List<String> keys, List<byte[]> arguments) {
        keys.add(place.key());
        arguments.add(bytes(place.member()));
    }

    private CompletionStage<String> announce(RenderedDocument document) {
        return store.commands().xadd(RedisKeys.CHANGES, XAddArgs.Builder.maxlen(CHANGES_KEPT).approximateTrimming(),
                Map.of("t", bytes(document.target().type()), "i", bytes(document.target().id()), "v",
                        bytes(Version.format(document.version())), "k", bytes(document.gone() ? "gone" : "put")));
    }

    private static byte[] lifetime(Frame frame) {
        return frame.kind() == Frame.Kind.TOMBSTONE ? FOR_A_WHILE : FOR_GOOD;
    }

    private static boolean is(byte[] answer, String word) {
        return text(answer).equals(word);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;
import static dev.headrace.admin.redis.RedisStore.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Fold;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Overlay;
import dev.headrace.model.OverlayChange;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.ScriptCall;
import dev.headrace.model.SlugWrite;
import dev.headrace.model.StreamPosition;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Overlays in Redis. All methods throw {@link RedisException} if Redis does not accept all writes; they can be repeated. */
@Component
class OverlayStore {

    /** Script calls that are in flight at once. */
    private static final int AT_ONCE = 500;
    private static final Duration EXPIRY_SPREAD = Duration.ofMinutes(10);

    private final RedisStore store;

    OverlayStore(RedisStore store) {
        this.store = store;
    }

    /** Writes documents into an overlay. */
    void put(String id, List<RenderedDocument> documents) {
        Overlay overlay = new Overlay(id);
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (RenderedDocument document : documents) {
            writes.add(run(overlay.put(document.target().partition(), frames(document))));
            EdgeWriter.slugs(document).forEach(slug -> writes.add(run(put(overlay, slug))));
        }
        await(writes);
    }

    private static ScriptCall put(Overlay overlay, SlugWrite slug) {
        return overlay.put(Partition.ofSlug(slug.type(), slug.locale(), slug.slug()),
                Map.of(Overlay.slug(slug.type(), slug.locale(), slug.slug()), slug.frame()));
    }

    private static Map<String, Frame> frames(RenderedDocument document) {
        String locale = document.key().locale();
        IndexRecord index = document.index();
        Map<String, Frame> frames = new HashMap<>();
        frames.put(Overlay.record(document.target(), locale),
                index == null
                        ? Frame.tombstone(document.version())
                        : Frame.document(document.version(), index.toJson().getBytes(UTF_8)));
        frames.put(Overlay.presence(document.target()), document.presence());
        document.frames()
                .forEach((view, frame) -> frames.put(Overlay.document(document.target(), locale, view), frame));
        return frames;
    }

    /** The fields of an overlay by partition. */
    List<OverlayFields> fields(String id) {
        Overlay overlay = new Overlay(id);
        List<CompletionStage<List<String>>> reads = IntStream.range(0, Partition.COUNT)
                .<CompletionStage<List<String>>>mapToObj(
                        number -> store.commands().hkeys(overlay.key(new Partition(number))))
                .toList();
        return IntStream.range(0, Partition.COUNT)
                .mapToObj(number -> OverlayFields.of(new Partition(number), await(reads.get(number)))).toList();
    }

    /** The versions of the documents of an overlay. */
    Map<DocumentKey, Long> versions(String id) {
        Overlay overlay = new Overlay(id);
        Map<DocumentKey, Long> versions = new HashMap<>();
        for (OverlayFields fields : fields(id)) {
            List<IndexRecord.Field> documents = List.copyOf(fields.documents().keySet());
            if (!documents.isEmpty()) {
                List<KeyValue<String, byte[]>> records = await(store.commands().hmget(
                        overlay.key(fields.partition()), documents.stream()
                                .map(document -> Overlay.record(document.target(), document.locale()))
                                .toArray(String[]::new)));
                for (int i = 0; i < documents.size(); i++) {
                    versions.put(key(documents.get(i)), records.get(i).map(Frame::decode).map(Frame::version)
                            .getValueOrElse(0L));
                }
            }
        }
        return versions;
    }

    private static DocumentKey key(IndexRecord.Field document) {
        return new DocumentKey(UUID.fromString(document.target().id()), document.locale());
    }

    /**
     * Keeps an overlay that would expire.
     *
     * @return false if parts of it may have expired already
     */
    boolean persist(String id) {
        Overlay overlay = new Overlay(id);
        List<RedisFuture<Long>> left = IntStream.range(0, Partition.COUNT)
                .mapToObj(number -> store.commands().pttl(overlay.key(new Partition(number)))).toList();
        // Negative for a partition without any; all of them expire within the time that the fold took.
        boolean isComplete = left.stream().mapToLong(RedisStore::await)
                .allMatch(millis -> millis < 0 || millis > EXPIRY_SPREAD.toMillis());
        await(IntStream.range(0, Partition.COUNT)
                .mapToObj(number -> store.commands().persist(overlay.key(new Partition(number)))).toList());
        return isComplete;
    }

    /** The overlay that edges serve; empty if there is none. */
    Optional<String> active() {
        return Optional.ofNullable(await(store.commands().get(RedisKeys.OVERLAY)))
                .map(id -> new String(id, StandardCharsets.US_ASCII));
    }

    /** Makes edges serve an overlay from now on; returns the position of the announcement. */
    StreamPosition begin(String id, long documents) {
        var _ = await(store.commands().set(RedisKeys.OVERLAY, bytes(id)));
        return announce(new OverlayChange(new Overlay(id), true, documents));
    }

    /** Makes edges serve only live frames again. */
    void end(String id) {
        var _ = await(store.commands().del(RedisKeys.OVERLAY));
        var _ = announce(new OverlayChange(new Overlay(id), false, 0));
    }

    private StreamPosition announce(OverlayChange change) {
        byte[] entry = await(store.run(change.announce(), ScriptOutputType.VALUE));
        return StreamPosition.parse(new String(entry, StandardCharsets.US_ASCII));
    }

    /** Makes the frames of an overlay live, and keeps those that they replace in another overlay for a time. */
    void fold(String id, String before, Duration kept) {
        List<Fold> folds = fields(id).stream()
                .flatMap(fields -> fields.folds(new Overlay(id), new Overlay(before), kept).stream()).toList();
        for (int from = 0; from < folds.size(); from += AT_ONCE) {
            await(folds.subList(from, Math.min(from + AT_ONCE, folds.size())).stream().map(fold -> run(fold.call()))
                    .toList());
        }
    }

    /** Deletes an overlay. */
    void delete(String id) {
        Overlay overlay = new Overlay(id);
        await(IntStream.range(0, Partition.COUNT)
                .mapToObj(number -> store.commands().unlink(overlay.key(new Partition(number)))).toList());
    }

    private CompletionStage<?> run(ScriptCall call) {
        return store.run(call, ScriptOutputType.INTEGER);
    }
}

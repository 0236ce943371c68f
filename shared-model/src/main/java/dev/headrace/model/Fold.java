package dev.headrace.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document or slug of an active overlay for {@code fold.lua} to make live. What was live is kept in another overlay, with
 * the versions of what replaced it, so that this overlay would bring it back unless something newer was published since.
 *
 * @param before keeps what was live
 * @param kept for how long
 * @param record the document's field in the index; null for a slug
 * @param keys the live keys
 * @param fields the overlay's fields of these keys
 */
public record Fold(Overlay overlay, Overlay before, Duration kept, Partition partition, @Nullable String record,
        List<String> keys, List<String> fields) {

    public Fold {
        keys = List.copyOf(keys);
        fields = List.copyOf(fields);
    }

    /** @param views those of which the overlay has frames */
    public static Fold document(Overlay overlay, Overlay before, Duration kept, Target target, String locale,
            List<String> views) {
        List<String> keys = new ArrayList<>(
                views.stream().map(view -> RedisKeys.document(target, locale, view)).toList());
        List<String> fields = new ArrayList<>(
                views.stream().map(view -> Overlay.document(target, locale, view)).toList());
        keys.add(RedisKeys.presence(target));
        fields.add(Overlay.presence(target));
        return new Fold(overlay, before, kept, target.partition(), new IndexRecord.Field(target, locale).format(), keys,
                fields);
    }

    public static Fold slug(Overlay overlay, Overlay before, Duration kept, String type, String locale, String slug) {
        return new Fold(overlay, before, kept, Partition.ofSlug(type, locale, slug), null,
                List.of(RedisKeys.slug(type, locale, slug)), List.of(Overlay.slug(type, locale, slug)));
    }

    /** The script's result is the number of live frames replaced. */
    public ScriptCall call() {
        List<String> all = new ArrayList<>(
                List.of(overlay.key(partition), before.key(partition), RedisKeys.index(partition)));
        all.addAll(keys);
        List<String> arguments = new ArrayList<>(List.of(Long.toString(kept.toMillis()),
                Long.toString(Frame.TOMBSTONE_AGE.toMillis()), record == null ? "" : record));
        arguments.addAll(fields);
        return new ScriptCall(RedisScript.FOLD, all, arguments);
    }
}

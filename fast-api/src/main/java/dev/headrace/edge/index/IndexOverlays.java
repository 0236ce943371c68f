package dev.headrace.edge.index;

import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.overlay.OverlaySource;
import dev.headrace.edge.redis.IndexRecords;
import dev.headrace.model.OverlayChange;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies overlays to the indexes, so that lists and documents change in one step. */
final class IndexOverlays {

    private final OverlaySource source;
    private final ActiveOverlay overlays;
    private final Shards shards;
    private final ChangeWriter writer;
    private final ChangeWriter liveWriter;

    /** @param writer of the records that are current with the active overlay */
    IndexOverlays(OverlaySource source, ActiveOverlay overlays, IndexRecords redis, Shards shards,
            ChangeWriter writer) {
        this.source = source;
        this.overlays = overlays;
        this.shards = shards;
        this.writer = writer;
        this.liveWriter = new ChangeWriter(CurrentRecords.live(redis), shards);
    }

    /** What the overlay has that is active according to Redis; null if none is. */
    @Nullable
    OverlayContents active() {
        return source.active().orElse(null);
    }

    /**
     * What an overlay has that begins; empty if it is not known any more.
     *
     * @param change a beginning
     */
    Optional<OverlayContents> contents(OverlayChange change) {
        return Optional.of(source.contents(change.overlay()))
                .filter(contents -> Math.max(1, contents.documents().size()) == change.numbers());
    }

    /** @throws java.util.concurrent.CompletionException if Redis is unavailable */
    void apply(@Nullable OverlayContents next) throws IOException {
        writeFormer(next);
        if (next != null) {
            writer.write(next);
        }
        overlays.change(next, shards::refresh);
    }

    /** What was unpublished while an overlay was active has no record that could replace the overlay's. */
    private void writeFormer(@Nullable OverlayContents next) throws IOException {
        OverlayContents former = overlays.contents();
        if (former != null && (next == null || !next.overlay().equals(former.overlay()))) {
            liveWriter.write(former.documents());
        }
    }

    /** Changes only documents: they must not change one by one, although lists cannot be searched. */
    void applyWithoutIndex(@Nullable OverlayContents next) {
        overlays.change(next);
    }
}

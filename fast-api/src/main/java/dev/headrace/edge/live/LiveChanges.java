package dev.headrace.edge.live;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlayChanges;
import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.Frame;
import dev.headrace.model.OverlayChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Passes changes on to the streams. Must come after the index, so that synchronizations contain what streams announce. */
final class LiveChanges implements ChangeSubscriber {

    private static final int PORTION = 500;

    private final ActiveOverlay overlays;
    private final RecentChanges recent;
    private final DocumentFrames frames;
    private final Streams streams;

    LiveChanges(ActiveOverlay overlays, RecentChanges recent, DocumentFrames frames, Streams streams) {
        this.overlays = overlays;
        this.recent = recent;
        this.frames = frames;
        this.streams = streams;
    }

    @Override
    public void changed(Changes changes) {
        if (streams.open() == 0) {
            // A stream that opens now finds these changes in the journal.
            recent.skipTo(changes.reached());
        } else {
            recent.add(events(changes));
        }
        streams.wake();
    }

    @Override
    public boolean changed(OverlayChange change, Position reached) {
        OverlayContents contents = overlays.contents();
        if (change.begins() && contents != null) {
            List<Change> changes = OverlayChanges.of(contents, reached).entries();
            for (int from = 0; from < changes.size(); from += PORTION) {
                List<Change> portion = changes.subList(from, Math.min(from + PORTION, changes.size()));
                changed(new Changes(portion, portion.getLast().position()));
            }
        }
        return true;
    }

    private List<ChangeEvent> events(Changes changes) {
        try {
            Map<DocumentChange, Frame.Stamp> stamps = frames.stamps(changes.documents()).join();
            return changes.entries().stream().map(change -> ChangeEvent.of(change, stamps.get(change.document())))
                    .toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RedisUnavailableException unavailable ? unavailable : e;
        }
    }

    @Override
    public void resynchronize(Changes kept) {
        recent.resynchronize(kept.reached());
        streams.wake();
    }

    @Override
    public void reached(Position position) {
        recent.skipTo(position);
    }
}

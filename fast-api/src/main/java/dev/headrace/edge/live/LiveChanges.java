package dev.headrace.edge.live;

import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Passes changes on to the streams. Must come after the index, so that synchronizations contain what streams announce. */
final class LiveChanges implements ChangeSubscriber {

    private final RecentChanges recent;
    private final DocumentFrames frames;
    private final Streams streams;

    LiveChanges(RecentChanges recent, DocumentFrames frames, Streams streams) {
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

package dev.headrace.edge.live;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.index.Journal;
import dev.headrace.edge.index.JournalQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Reads the changes that a stream has missed from the journal. */
final class CatchUp {

    /**
     * A part of the missed changes.
     *
     * @param reached the position after them
     */
    record Page(List<ChangeEvent> events, Position reached) {}

    private static final int MAX_CHANGES = 500;

    private final RecentChanges recent;
    private final Journal journal;
    private final DocumentFrames frames;
    private final Executor reading;

    /** @param reading runs tasks that read the journal */
    CatchUp(RecentChanges recent, Journal journal, DocumentFrames frames, Executor reading) {
        this.recent = recent;
        this.journal = journal;
        this.frames = frames;
        this.reading = reading;
    }

    /** The position of a token; empty if changes after it may be missing. */
    CompletableFuture<Optional<Position>> start(SyncToken token) {
        return read(() -> new Resumption(recent, journal).after(token));
    }

    /** Changes after a number; empty if some may be missing. */
    CompletableFuture<Optional<Page>> page(long after, ChangeFilter filter) {
        Position head = recent.head();
        JournalQuery query = new JournalQuery(after, head.number(), filter.types(), filter.locale(), MAX_CHANGES);
        return read(() -> journal.search(query)).thenCompose(found -> found
                .map(changes -> page(changes, changes.size() < MAX_CHANGES ? head : changes.getLast().position()))
                .orElse(CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletableFuture<Optional<Page>> page(List<Change> changes, Position reached) {
        return frames.stamps(changes.stream().map(Change::document).toList())
                .thenApply(stamps -> Optional.of(new Page(changes.stream()
                        .map(change -> ChangeEvent.of(change, stamps.get(change.document()))).toList(), reached)));
    }

    private <T> CompletableFuture<T> read(LiveReads<T> read) {
        return CompletableFuture.supplyAsync(() -> LiveReads.of(read), reading);
    }
}

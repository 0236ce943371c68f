package dev.headrace.edge.live;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.index.IndexKey;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.index.Journal;
import dev.headrace.edge.index.JournalQuery;
import dev.headrace.model.Target;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which documents a synchronization sends, a few at a time. */
sealed interface SyncSource {

    /**
     * The next documents; none at the end.
     *
     * @throws ProblemException 410 if it cannot be continued, 503 if it cannot be continued now
     */
    List<Target> next(int limit) throws IOException;

    /** Whether the client may have documents that are not published any more. */
    boolean hasRemovals();

    /** All documents, by type and id. What changes meanwhile is after the token that the client gets. */
    final class All implements SyncSource {

        private final IndexQueries index;
        private final SyncRequest request;
        private int type;
        private @Nullable UUID last;

        All(IndexQueries index, SyncRequest request) {
            this.index = index;
            this.request = request;
        }

        @Override
        public List<Target> next(int limit) {
            while (type < request.types().size()) {
                String name = request.types().get(type);
                List<UUID> ids = index.ids(new IndexKey(name, request.selection().locale()), last, limit);
                if (!ids.isEmpty()) {
                    last = ids.getLast();
                    return ids.stream().map(id -> new Target(name, id.toString())).toList();
                }
                type++;
                last = null;
            }
            return List.of();
        }

        @Override
        public boolean hasRemovals() {
            return false;
        }
    }

    /** The documents that changed since a token. */
    final class Changed implements SyncSource {

        private final Journal journal;
        private final SyncRequest request;
        private final Position end;
        private long last;

        /** @param after number of the last change that the client has */
        Changed(Journal journal, SyncRequest request, long after, Position end) {
            this.journal = journal;
            this.request = request;
            this.last = after;
            this.end = end;
        }

        @Override
        public List<Target> next(int limit) throws IOException {
            ChangeFilter filter = request.filter();
            List<Change> changes = journal
                    .search(new JournalQuery(last, end.number(), filter.types(), filter.locale(), limit))
                    .orElseThrow(Changed::tooOld);
            if (!changes.isEmpty()) {
                last = changes.getLast().position().number();
            }
            return changes.stream().map(change -> change.document().target()).toList();
        }

        static ProblemException tooOld() {
            return new ProblemException(new Problem(410,
                    "The changes since this token are no longer known. Synchronize from scratch, without 'after'."));
        }

        @Override
        public boolean hasRemovals() {
            return true;
        }
    }
}

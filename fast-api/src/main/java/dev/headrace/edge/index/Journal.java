package dev.headrace.edge.index;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.follow.Position;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest change of each document and locale, removals included, since some position in the change stream. It reaches
 * further back than the stream, which a rebuild would push everything out of, and is as large as the number of documents that
 * changed.
 *
 * <p>Queries may run on any thread. Other methods require the lock of the {@link ListIndex}.
 */
public final class Journal implements Closeable {

    /** Its folder in the data directory. */
    static final String FOLDER = "changes";

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String SINCE = "since";
    private static final String EPOCH = "epoch";
    private static final String FORMAT = "format";
    private static final String FORMAT_1 = "1";
    private static final long NEVER = Long.MAX_VALUE;
    private static final long TRIM_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Path folder;
    private final Merges merges;
    private final Duration kept;
    private volatile @Nullable JournalIndex index;
    private volatile String epoch = "";
    /** All later changes are in the index. Raised before entries are removed, and so checked after a search. */
    private volatile long since = NEVER;
    private @Nullable Position delivered;
    private long trimmedAt = System.nanoTime() - TRIM_NANOS;

    /** @param kept how long changes are kept */
    Journal(Path dataDirectory, Merges merges, Duration kept) {
        this.kept = kept;
        this.folder = dataDirectory.resolve(FOLDER);
        this.merges = merges;
    }

    /**
     * Continues with what is on disk, which is not behind the position.
     *
     * @param position of the edge; without a journal on disk, one begins here
     */
    void restore(Position position) throws IOException {
        try {
            JournalIndex found = JournalIndex.open(folder, OpenMode.APPEND, merges);
            index = found;
            Map<String, String> about = found.committed();
            if (FORMAT_1.equals(about.get(FORMAT)) && position.epoch().equals(about.get(EPOCH))) {
                epoch = position.epoch();
                delivered = position;
                since = Long.parseLong(about.getOrDefault(SINCE, ""));
                return;
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("The journal of changes starts again with no entries: {}", e.toString());
        }
        restart(new Changes(List.of(), position));
    }

    /** Forgets everything, and begins with some changes. */
    synchronized void restart(Changes kept) throws IOException {
        delivered = kept.reached();
        since = NEVER;
        close();
        // Lucene would read a damaged index before replacing it.
        DataDirectory.delete(folder);
        JournalIndex next = JournalIndex.open(folder, OpenMode.CREATE, merges);
        index = next;
        epoch = kept.reached().epoch();
        put(kept);
        refresh();
        since = kept.since();
    }

    /** Starts again with no entries if it was abandoned. */
    void repair() throws IOException {
        Position from = delivered;
        if (index == null && from != null) {
            restart(new Changes(List.of(), from));
        }
    }

    /** After a failure: has nothing until it is repaired. */
    void abandon() {
        since = NEVER;
        try {
            close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The journal of changes cannot be closed: {}", e.toString());
        }
    }

    void put(Changes changes) throws IOException {
        delivered = changes.reached();
        JournalIndex present = index;
        if (present != null) {
            for (Change change : changes.entries()) {
                present.put(change);
            }
        }
    }

    /** Makes the changes so far visible. */
    void refresh() throws IOException {
        JournalIndex present = index;
        if (present != null) {
            present.refresh();
        }
    }

    /** Forgets old changes, every few minutes. */
    void trimIfDue() throws IOException {
        if (System.nanoTime() - trimmedAt >= TRIM_NANOS) {
            trimmedAt = System.nanoTime();
            trim(System.currentTimeMillis() - kept.toMillis());
        }
    }

    /** Forgets what happened before a time, in milliseconds since 1970. */
    void trim(long millis) throws IOException {
        JournalIndex present = index;
        Change last = present == null ? null : present.newestBefore(millis, epoch);
        if (present != null && last != null && last.position().number() > since) {
            since = last.position().number();
            present.deleteUpTo(since);
        }
    }

    /** Needs no lock. */
    synchronized void commit() throws IOException {
        JournalIndex present = index;
        if (present != null) {
            present.commit(Map.of(FORMAT, FORMAT_1, SINCE, Long.toString(since), EPOCH, epoch));
        }
    }

    /** Number of entries. */
    int size() {
        JournalIndex present = index;
        return present == null ? 0 : present.size();
    }

    /** Whether it has all changes after a number. */
    public boolean reaches(long number) {
        return number >= since;
    }

    /**
     * Changes in their order. A document that changed several times occurs only at its last change, and only if that is not
     * after the end of the query.
     *
     * @return empty if it does not reach back to the beginning of the query
     * @throws IOException if it cannot be read
     */
    public Optional<List<Change>> search(JournalQuery query) throws IOException {
        JournalIndex present = index;
        if (present == null || !reaches(query.after())) {
            return Optional.empty();
        }
        if (query.after() >= query.upTo()) {
            return Optional.of(List.of());
        }
        try {
            List<Change> found = present.search(query, epoch);
            return reaches(query.after()) ? Optional.of(found) : Optional.empty();
        } catch (AlreadyClosedException e) {
            return Optional.empty();
        }
    }

    /**
     * The position of the newest change up to a number, among those that are the latest of their documents.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<Position> newestUpTo(long number) throws IOException {
        JournalIndex present = index;
        try {
            return present == null
                    ? Optional.empty()
                    : Optional.ofNullable(present.newestUpTo(number, epoch)).map(Change::position);
        } catch (AlreadyClosedException e) {
            return Optional.empty();
        }
    }

    /** Discards uncommitted changes. */
    @Override
    public synchronized void close() throws IOException {
        JournalIndex present = index;
        index = null;
        if (present != null) {
            present.close();
        }
    }
}

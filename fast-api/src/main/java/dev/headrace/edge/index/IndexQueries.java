package dev.headrace.edge.index;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/** Runs queries on the indexes. May be called on any thread. */
public final class IndexQueries {

    private final Shards shards;
    // One for each locale of the models so far.
    private final Map<String, Analyzer> analyzers = new ConcurrentHashMap<>();
    private final Consumer<IOException> onFailure;
    private final BooleanSupplier isFailing;
    private final BooleanSupplier isSynchronized;

    /**
     * @param onFailure called if an index cannot be read
     * @param isFailing whether the indexes cannot be updated
     * @param isSynchronized whether the indexes match the content of Redis
     */
    IndexQueries(Shards shards, Consumer<IOException> onFailure, BooleanSupplier isFailing,
            BooleanSupplier isSynchronized) {
        this.isSynchronized = isSynchronized;
        this.shards = shards;
        this.onFailure = onFailure;
        this.isFailing = isFailing;
    }

    /** Whether results may be stale because the indexes cannot be updated. */
    public boolean areStale() {
        return isFailing.getAsBoolean();
    }

    /** Changes whenever cached pages of an index become invalid. */
    public long generation(IndexKey key) {
        Shards.Serving present = shards.find(key);
        return present == null ? 0 : present.generation().get();
    }

    /** @throws ProblemException 503 if no index can answer the query yet */
    public Hits search(IndexQuery query) {
        Shards.Serving present = shards.find(query.index());
        if (present == null) {
            throw unavailable();
        }
        IndexSearch search = new IndexSearch(query, present.shard().schema());
        if (!search.isAnswerable(present.shard().isComplete())) {
            throw unavailable();
        }
        try {
            return present.shard().search(search::run);
        } catch (AlreadyClosedException e) {
            // It was replaced concurrently.
            throw unavailable();
        } catch (IOException e) {
            onFailure.accept(e);
            throw unavailable();
        }
    }

    /**
     * Searches texts.
     *
     * @throws ProblemException 503 if an index cannot answer the query yet, or if the search takes too long
     */
    public SearchHits search(SearchQuery query) {
        List<Shard> searched = new ArrayList<>(query.types().size());
        for (IndexQuery type : query.types()) {
            Shards.Serving present = shards.find(type.index());
            if (present == null) {
                throw unavailable();
            }
            searched.add(present.shard());
        }
        String locale = query.types().getFirst().index().locale();
        TextSearch search = new TextSearch(query, QueryWords.of(query.text(), analyzer(locale)), searched);
        if (!search.isAnswerable()) {
            throw unavailable();
        }
        try {
            return search.run();
        } catch (TextSearch.TimedOutException e) {
            throw new ProblemException(Problem.retryLater(503, "The search took too long; try again.", 1));
        } catch (AlreadyClosedException e) {
            throw unavailable();
        } catch (IOException e) {
            onFailure.accept(e);
            throw unavailable();
        }
    }

    private Analyzer analyzer(String locale) {
        return analyzers.computeIfAbsent(locale, TextAnalyzer::ofQueries);
    }

    /** Whether the results match the content of Redis as of the position in the change stream. */
    public boolean areSynchronized() {
        return isSynchronized.getAsBoolean() && !areStale();
    }

    /**
     * Ids of documents, also of withdrawn ones, in the order of their bytes. Documents that change between two calls are
     * neither omitted nor repeated.
     *
     * @param after only ids after this one; null: all
     * @throws ProblemException 503 if there is no index of this type and locale yet
     */
    public List<UUID> ids(IndexKey key, @Nullable UUID after, int limit) {
        Shards.Serving present = shards.find(key);
        if (present == null) {
            throw unavailable();
        }
        try {
            return present.shard().ids(after, limit);
        } catch (AlreadyClosedException e) {
            throw unavailable();
        } catch (IOException e) {
            onFailure.accept(e);
            throw unavailable();
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(Problem.retryLater(503, "The index of this list is being built.", 1));
    }
}

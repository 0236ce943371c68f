package dev.headrace.edge.lists;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;

/** Answers requests for lists from the indexes. It may be called on any thread. */
final class IndexQueries {

    private final Shards shards;
    private final Consumer<IOException> onFailure;

    /** @param onFailure told if an index cannot be read */
    IndexQueries(Shards shards, Consumer<IOException> onFailure) {
        this.shards = shards;
        this.onFailure = onFailure;
    }

    /** Another number whenever pages of a place's lists must be made again. */
    long generation(Place place) {
        Shards.Serving present = shards.find(place);
        return present == null ? 0 : present.generation().get();
    }

    /** @throws ProblemException 503 if there is no index that can answer this now */
    Hits search(ListRequest request) {
        Shards.Serving present = shards.find(request.place());
        if (present == null) {
            throw unavailable();
        }
        ListSearch search = new ListSearch(request, present.shard().schema());
        if (!search.isAnswerable(present.shard().isComplete())) {
            throw unavailable();
        }
        try {
            return present.shard().search(search::run);
        } catch (AlreadyClosedException e) {
            // It was replaced a moment ago.
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

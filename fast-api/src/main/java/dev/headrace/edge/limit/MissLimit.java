package dev.headrace.edge.limit;

import dev.headrace.edge.http.ProblemException;
import java.util.function.LongSupplier;

/**
 * Limits how often a client asks Redis for what does not exist: Redis remembers each key that an edge has asked for. Clients
 * pay for lookups in advance, and get back what they paid for those that find something.
 */
public final class MissLimit {

    private final RateLimiter misses;

    /** @param nanos a clock such as {@link System#nanoTime} */
    public MissLimit(Rate misses, LongSupplier nanos) {
        this.misses = new RateLimiter(misses, nanos);
    }

    /** Lookups that a client has paid for. */
    public final class Lookups {

        private final String client;

        private Lookups(String client) {
            this.client = client;
        }

        /** One of the lookups has found something. */
        public void found() {
            misses.giveBack(client);
        }
    }

    /** @throws ProblemException 429 if too few lookups of the client have found something */
    public Lookups take(String client, int lookups) {
        misses.take(client, lookups);
        return new Lookups(client);
    }
}

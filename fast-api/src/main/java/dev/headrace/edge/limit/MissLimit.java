package dev.headrace.edge.limit;

import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.ProblemException;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Limits how often a client asks Redis for what does not exist: Redis remembers each key that an edge has asked for. Clients
 * pay for each key when Redis is asked, and get back what they paid for keys that exist, and for lookups that failed.
 */
public final class MissLimit {

    private final ClientAddress address;
    private final RateLimiter misses;

    /** @param nanos a clock such as {@link System#nanoTime} */
    public MissLimit(ClientAddress address, Rate misses, LongSupplier nanos) {
        this.address = address;
        this.misses = new RateLimiter(misses, nanos);
    }

    /** The lookups of one client; may be used on any thread. */
    public final class Lookups {

        private final String client;

        private Lookups(String client) {
            this.client = client;
        }

        /**
         * Looks one key up. Only for what is not in memory.
         *
         * @throws ProblemException 429 if too few lookups of the client have found something
         */
        public <T> CompletableFuture<T> of(Supplier<? extends CompletableFuture<T>> lookup, Predicate<T> isMiss) {
            misses.take(client);
            try {
                return lookup.get().whenComplete((value, failure) -> {
                    if (failure != null || !isMiss.test(value)) {
                        misses.giveBack(client);
                    }
                });
            } catch (RuntimeException | Error e) {
                misses.giveBack(client);
                throw e;
            }
        }
    }

    /** The lookups of the client of a request. */
    public Lookups lookups(HttpServerExchange exchange) {
        return lookups(address.of(exchange));
    }

    public Lookups lookups(String client) {
        return new Lookups(client);
    }
}

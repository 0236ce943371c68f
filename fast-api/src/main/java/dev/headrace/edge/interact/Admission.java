package dev.headrace.edge.interact;

import dev.headrace.edge.auth.Authenticator;
import dev.headrace.edge.auth.Principal;
import dev.headrace.edge.limit.RateLimiter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Authenticates and rate-limits writers. */
final class Admission {

    private final Authenticator authenticator;
    private final RateLimiter users;
    private final RateLimiter addresses;

    Admission(Authenticator authenticator, RateLimiter users, RateLimiter addresses) {
        this.authenticator = authenticator;
        this.users = users;
        this.addresses = addresses;
    }

    /**
     * Admits a write that needs a user. Verifying tokens is expensive, so it is limited by address.
     *
     * @param authorization the header value; null if absent
     */
    CompletableFuture<Principal> user(@Nullable String authorization, String address) {
        String token = Authenticator.tokenIn(authorization);
        return authenticator.remembered(token).map(CompletableFuture::completedFuture).orElseGet(() -> {
            addresses.take(address);
            return authenticator.verify(token);
        }).thenApply(principal -> {
            users.take(principal.subject());
            return principal;
        });
    }

    /** Admits a write that needs no user. */
    void anybody(String address) {
        addresses.take(address);
    }
}

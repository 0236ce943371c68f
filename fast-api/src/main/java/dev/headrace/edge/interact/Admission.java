package dev.headrace.edge.interact;

import dev.headrace.edge.auth.Authenticator;
import dev.headrace.edge.auth.Principal;
import dev.headrace.edge.limit.RateLimiter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets in who may write, and not more often than they may. */
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
     * A write that needs a user. Verifying a token costs something, so an address may not have it done without limit.
     *
     * @param authorization the header field, if there is one
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

    /** A write that anybody may make. */
    void anybody(String address) {
        addresses.take(address);
    }
}

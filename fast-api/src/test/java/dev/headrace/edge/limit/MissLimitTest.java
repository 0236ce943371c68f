package dev.headrace.edge.limit;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MissLimitTest {

    private final MissLimit limit = new MissLimit(new ClientAddress(0), new Rate(2, 4), () -> 0);

    private CompletableFuture<String> lookUp(String client, Supplier<CompletableFuture<String>> lookup) {
        return limit.lookups(client).of(lookup, String::isEmpty);
    }

    private CompletableFuture<String> miss(String client) {
        return lookUp(client, () -> completedFuture(""));
    }

    private void assertExceeded(String client) {
        assertThatThrownBy(() -> lookUp(client, () -> {
            throw new AssertionError("nobody has paid");
        })).isInstanceOf(ProblemException.class).hasMessageStartingWith("429");
    }

    @Test
    void lookupsThatFindNothingAreLimited() {
        for (int i = 0; i < 4; i++) {
            assertThat(miss("anna").join()).isEmpty();
        }
        assertExceeded("anna");
        assertThatCode(() -> miss("bert").join()).doesNotThrowAnyException();
    }

    @Test
    void lookupsThatFindSomethingOrFailAreNot() {
        for (int i = 0; i < 100; i++) {
            assertThat(lookUp("anna", () -> completedFuture("found")).join()).isEqualTo("found");
            assertThat(lookUp("anna", () -> CompletableFuture.failedFuture(new IllegalStateException())))
                    .isCompletedExceptionally();
            assertThatThrownBy(() -> lookUp("anna", () -> {
                throw new IllegalStateException("not connected");
            })).isInstanceOf(IllegalStateException.class);
        }
        assertThatCode(() -> miss("anna").join()).doesNotThrowAnyException();
    }

    @Test
    void lookupsAreLimitedBeforeTheirResultsAreKnown() {
        CompletableFuture<String> result = new CompletableFuture<>();
        for (int i = 0; i < 4; i++) {
            var _ = lookUp("anna", () -> result);
        }
        assertExceeded("anna");
        result.complete("found");
        assertThatCode(() -> miss("anna").join()).doesNotThrowAnyException();
    }
}

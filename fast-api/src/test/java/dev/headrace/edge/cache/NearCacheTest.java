package dev.headrace.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearCacheTest {

    private record Text(String text, boolean isAbsence) implements Cached {

        Text(String text) {
            this(text, false);
        }

        @Override
        public int weight() {
            return text.length();
        }
    }

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();
    private final NearCache cache = new NearCache(
            new CacheSettings(10_000, Duration.ofSeconds(600), Duration.ofSeconds(10), Duration.ofHours(1)),
            nanos::get);
    private CompletableFuture<Text> response = new CompletableFuture<>();

    @BeforeEach
    void connect() {
        cache.trackingBegan();
    }

    private CompletableFuture<Reading<Text>> get() {
        return cache.get(CacheKey.shared("key"), Text.class, () -> {
            loads.incrementAndGet();
            return response;
        });
    }

    private void respondWith(Text text) {
        response = CompletableFuture.completedFuture(text);
    }

    private void fail() {
        response = CompletableFuture.failedFuture(new IllegalStateException("unavailable"));
    }

    @Test
    void entryIsCachedUntilItChanges() {
        respondWith(new Text("one"));
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("one"), false));
        respondWith(new Text("two"));
        assertThat(get().join().value().text()).isEqualTo("one");
        assertThat(loads).hasValue(1);

        cache.changed("key");
        assertThat(get().join().value().text()).isEqualTo("two");
        assertThat(loads).hasValue(2);
    }

    private Held hold() {
        return Objects.requireNonNull(cache.hold(CacheKey.shared("key")));
    }

    @Test
    void heldValueIsCurrentUntilItsKeyChanges() {
        respondWith(new Text("one"));
        var _ = get().join();
        Held held = hold();
        assertThat(held.current()).isEqualTo(new Text("one"));

        cache.changed("key");
        assertThat(held.current()).isNull();
        respondWith(new Text("two"));
        var _ = get().join();
        assertThat(held.current()).isNull();
        assertThat(hold().current()).isEqualTo(new Text("two"));
    }

    @Test
    void heldValueEndsWithItsEpochAndItsAge() {
        respondWith(new Text("one"));
        var _ = get().join();
        Held ofFirstEpoch = hold();
        cache.expireAll();
        assertThat(ofFirstEpoch.current()).isNull();

        var _ = get().join();
        Held untilRedisIsLost = hold();
        cache.trackingEnded();
        assertThat(untilRedisIsLost.current()).isNull();

        cache.trackingBegan();
        var _ = get().join();
        Held young = hold();
        nanos.addAndGet(Duration.ofSeconds(601).toNanos());
        assertThat(young.current()).isNull();
    }

    @Test
    void valueThatWasEvictedIsNotCurrent() {
        respondWith(new Text("one"));
        var _ = get().join();
        Held held = hold();
        for (int i = 0; i < 1_000; i++) {
            String key = "other" + i;
            var _ = cache.get(CacheKey.shared(key), Text.class,
                    () -> CompletableFuture.completedFuture(new Text("x".repeat(1_000)))).join();
        }
        assertThat(cache.current(CacheKey.shared("key"), Text.class)).isNull();
        assertThat(held.current()).isNull();
    }

    @Test
    void valueThatIsHeldAndUsedIsNotEvicted() {
        respondWith(new Text("one"));
        var _ = get().join();
        Held held = hold();
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            assertThat(held.current()).isNotNull();
            String key = "other" + i;
            var _ = cache.get(CacheKey.shared(key), Text.class,
                    () -> CompletableFuture.completedFuture(new Text("x".repeat(1_000)))).join();
        }
    }

    @Test
    void concurrentMissesLoadOnce() {
        CompletableFuture<Reading<Text>> first = get();
        CompletableFuture<Reading<Text>> second = get();
        response.complete(new Text("one"));
        assertThat(first.join()).isEqualTo(second.join());
        assertThat(loads).hasValue(1);
    }

    @Test
    void loadOvertakenByAChangeIsReturnedButNotCached() {
        CompletableFuture<Reading<Text>> overtaken = get();
        CompletableFuture<Text> late = response;
        cache.changed("key");
        respondWith(new Text("new"));
        assertThat(get().join().value().text()).isEqualTo("new");

        late.complete(new Text("old"));
        assertThat(overtaken.join().value().text()).isEqualTo("old");
        assertThat(get().join().value().text()).isEqualTo("new");
    }

    @Test
    void loadStartedBeforeADisconnectIsNotCached() {
        CompletableFuture<Reading<Text>> before = get();
        CompletableFuture<Text> late = response;
        cache.trackingEnded();
        cache.trackingBegan();
        late.complete(new Text("old"));
        assertThat(before.join().value().text()).isEqualTo("old");
        respondWith(new Text("new"));
        assertThat(get().join().value().text()).isEqualTo("new");
    }

    @Test
    void entriesAreReloadedAfterADisconnect() {
        respondWith(new Text("one"));
        get().join();
        cache.trackingEnded();
        cache.trackingBegan();
        respondWith(new Text("two"));
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("two"), false));
    }

    @Test
    void failedLoadServesTheStaleEntry() {
        respondWith(new Text("one"));
        get().join();
        cache.trackingEnded();
        fail();
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("one"), true));
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        assertThat(get()).isCompletedExceptionally();
    }

    @Test
    void absenceIsNotServedStale() {
        respondWith(new Text("", true));
        get().join();
        cache.trackingEnded();
        fail();
        assertThat(get()).isCompletedExceptionally();
    }

    @Test
    void entryIsReloadedAfterItsMaximumAge() {
        respondWith(new Text("one"));
        get().join();
        nanos.addAndGet(Duration.ofSeconds(599).toNanos());
        respondWith(new Text("two"));
        assertThat(get().join().value().text()).isEqualTo("one");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(get().join().value().text()).isEqualTo("two");
    }

    @Test
    void absenceExpiresSooner() {
        respondWith(new Text("", true));
        get().join();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        respondWith(new Text("one"));
        assertThat(get().join().value().text()).isEqualTo("one");
    }

    @Test
    void entriesAreStaleAfterAFlush() {
        respondWith(new Text("one"));
        get().join();
        cache.allChanged();
        fail();
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("one"), true));
        respondWith(new Text("two"));
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("two"), false));
    }

    @Test
    void loadStartedBeforeAFlushIsNotCached() {
        CompletableFuture<Reading<Text>> before = get();
        CompletableFuture<Text> late = response;
        cache.allChanged();
        late.complete(new Text("old"));
        assertThat(before.join().value().text()).isEqualTo("old");
        respondWith(new Text("new"));
        assertThat(get().join().value().text()).isEqualTo("new");
    }

    @Test
    void nextRequestRetriesAfterAFailure() {
        fail();
        assertThat(get()).isCompletedExceptionally();
        respondWith(new Text("one"));
        assertThat(get().join().value().text()).isEqualTo("one");
    }

    @Test
    void cacheSizeIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            cache.get(CacheKey.shared("key-" + i), Text.class,
                    () -> CompletableFuture.completedFuture(new Text("x".repeat(100))))
                    .join();
        }
        assertThat(cache.size()).isLessThan(40);
    }

    @Test
    void contentForAPrivateAudienceIsNeitherCachedNorShared() {
        CacheKey key = new CacheKey(() -> false, "key");
        for (int i = 0; i < 2; i++) {
            cache.get(key, Text.class, () -> CompletableFuture.completedFuture(new Text("draft"))).join();
        }
        assertThat(cache.size()).isZero();
        assertThat(cache.current(key, Text.class)).isNull();
        assertThat(cache.current(CacheKey.shared("key"), Text.class)).isNull();
        respondWith(new Text("published"));
        assertThat(get().join().value().text()).isEqualTo("published");
        Text draft = cache.get(key, Text.class, () -> CompletableFuture.completedFuture(new Text("draft"))).join()
                .value();
        assertThat(draft.text()).isEqualTo("draft");
    }

    @Test
    void expiredEntriesAreReloadedOrServedStale() {
        respondWith(new Text("one"));
        get().join();
        cache.expireAll();
        fail();
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("one"), true));
        respondWith(new Text("two"));
        assertThat(get().join()).isEqualTo(new Reading<>(new Text("two"), false));
    }

    @Test
    void expiringDoesNotStartAnEpochWhileTrackingIsDown() {
        cache.trackingEnded();
        cache.expireAll();
        respondWith(new Text("one"));
        get().join();
        respondWith(new Text("two"));
        assertThat(get().join().value().text()).isEqualTo("two");
    }

    @Test
    void loadThatThrowsDoesNotBlockItsKey() {
        CompletableFuture<Reading<Text>> failed = cache.get(CacheKey.shared("key"), Text.class, () -> {
            throw new IllegalStateException("immediate failure");
        });
        assertThat(failed).isCompletedExceptionally();
        respondWith(new Text("one"));
        assertThat(get().join().value().text()).isEqualTo("one");

        assertThat(cache.<Text>get(new CacheKey(() -> false, "key"), Text.class, () -> {
            throw new IllegalStateException("immediate failure");
        })).isCompletedExceptionally();
    }

    @Test
    void valuesThatHaveGrownAreWeighedAgain() {
        AtomicInteger size = new AtomicInteger(4_000);
        Cached growing = size::get;
        for (String key : new String[]{"key", "other"}) {
            cache.get(CacheKey.shared(key), Cached.class, () -> CompletableFuture.completedFuture(growing)).join();
        }
        assertThat(cache.size()).isEqualTo(2);
        size.set(6_000);
        cache.weighAgain(CacheKey.shared("key"));
        cache.weighAgain(CacheKey.shared("other"));
        cache.weighAgain(CacheKey.shared("absent"));
        assertThat(cache.size()).isEqualTo(1);
    }
}

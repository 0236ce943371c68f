package dev.headrace.edge.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.cache.CacheSettings;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.limit.Rate;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentsIT {

    private static final Frame DOCUMENT = Frame.document(1, "{\"id\":1}".getBytes(UTF_8));
    private static final Selection PUBLIC = new Selection("en", "full", false, Audience.PUBLIC);
    private static final Selection PRIVATE = new Selection("en", "full", false, () -> false);

    private final Target target = new Target("article", EntryId.fresh().toString());
    private final String url = Backends.redis().freshUrl();
    private final NearCache cache = new NearCache(
            new CacheSettings(1_000_000, Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofHours(1)),
            System::nanoTime);
    private final MissLimit.Lookups lookups = new MissLimit(new ClientAddress(0), new Rate(0, 1), System::nanoTime)
            .lookups("anybody");
    private Redis redis;
    private Documents documents;

    @BeforeEach
    void start() {
        store(RedisKeys.EPOCH, "first".getBytes(UTF_8));
        store(RedisKeys.document(target, "en", "full"), DOCUMENT.encode());
        store(RedisKeys.slug("article", "en", "slug"), Frame.pointer(1, target.id()).encode());
        redis = new Redis(RedisAddress.parse(url).orElseThrow(), Runnable::run);
        documents = new Documents(cache, redis.tracked(), new LiveModel(redis.tracked()),
                new ActiveOverlay(_ -> {}));
        redis.tracked().add(cache);
        redis.tracked().open();
        Eventually.holds("Redis is connected", () -> redis.tracked().isCurrent());
    }

    private void store(String key, byte[] frame) {
        RedisClient client = RedisClient.create(url);
        try (var content = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            content.sync().set(key, frame);
        } finally {
            client.shutdown();
        }
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void readsOfAPrivateAudienceAreNotCached() {
        assertThat(documents.find("article", "slug", PRIVATE, lookups).join().value())
                .isInstanceOf(Published.Document.class);
        assertThat(cache.size()).isZero();
        assertThat(documents.inMemory("article", target.id(), PUBLIC)).isNull();
    }

    @Test
    void readsOfAPrivateAudienceDoNotUsePublicEntries() {
        assertThat(documents.find("article", "slug", PUBLIC, lookups).join().value())
                .isInstanceOf(Published.Document.class);
        assertThat(documents.inMemory("article", target.id(), PUBLIC)).isNotNull();
        assertThat(documents.inMemory("article", target.id(), PRIVATE)).isNull();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void framesOfAKindOfALaterVersionCountAsAbsent() {
        byte[] later = DOCUMENT.encode();
        later[1] = 'X';
        store(RedisKeys.document(target, "en", "full"), later);
        store(RedisKeys.slug("article", "en", "slug"), later);
        store(RedisKeys.presence(target), later);

        assertThat(documents.find("article", target.id(), PUBLIC, lookups).join().value().isAbsence()).isTrue();
        assertThat(documents.find("article", "slug", PUBLIC, lookups).join().value().isAbsence()).isTrue();
        Presences presences = new Presences(cache, redis.tracked(), documents);
        assertThat(presences.isPresent(target, lookups).join().value()).isFalse();
    }

    @Test
    void malformedFramesAreErrors() {
        byte[] malformed = DOCUMENT.encode();
        malformed[1] = '?';
        store(RedisKeys.document(target, "en", "full"), malformed);

        assertThat(documents.find("article", target.id(), PUBLIC, lookups)).failsWithin(Duration.ofSeconds(30))
                .withThrowableThat().havingRootCause().isInstanceOf(Frame.MalformedFrameException.class);
    }
}

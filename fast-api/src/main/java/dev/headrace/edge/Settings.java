package dev.headrace.edge;

import dev.headrace.edge.auth.JwtSettings;
import dev.headrace.edge.cache.CacheSettings;
import dev.headrace.edge.connection.ConnectionSettings;
import dev.headrace.edge.http.HttpSettings;
import dev.headrace.edge.index.IndexSettings;
import dev.headrace.edge.interact.InteractionSettings;
import dev.headrace.edge.limit.Rate;
import dev.headrace.edge.live.LiveSettings;
import dev.headrace.edge.queue.QueueSettings;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.edge.work.WorkSettings;
import dev.headrace.model.DeduplicationWindow;
import dev.headrace.model.EventKeys;
import dev.headrace.model.ReceiptKey;
import dev.headrace.model.SecretKeys;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * All settings of the edge; {@code edge.env} lists the variables with their defaults.
 *
 * @param name unique among the edges that share a Redis
 * @param misses of one client address
 */
record Settings(String name, RedisAddress redis, HttpSettings http, Rate misses, CacheSettings cache,
        IndexSettings index, LiveSettings live,
        WorkSettings work, JwtSettings jwt, InteractionSettings interactions, QueueSettings queue) {

    private static final int MAX = 1_000_000;
    // Of one request: ten filters with twenty slugs each.
    private static final int MAX_LOOKUPS = 200;
    private static final int MAX_RECEIPT_HOURS = (int) DeduplicationWindow.MAX_RECEIPT_AGE.toHours();
    /** Stands for {@link #NO_RECEIPT_KEY} after the first key, so that writes from before it are found. */
    private static final String NONE = "none";
    /** Not secret. */
    static final ReceiptKey NO_RECEIPT_KEY = new ReceiptKey("no key");
    private static final Predicate<String> QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,75}").asMatchPredicate();
    private static final Predicate<String> REGION = Pattern.compile("[A-Za-z0-9-]{1,63}").asMatchPredicate();

    /** @throws IllegalArgumentException if variables have invalid values; the message names all of them */
    static Settings from(Environment env) {
        HttpSettings http = http(env);
        String name = env.string("HEADRACE_EDGE_NAME", "");
        Settings settings = new Settings(name.isEmpty() ? hostName() + ":" + http.port() : name,
                redis(env), http, misses(env), cache(env), index(env), live(env),
                work(env),
                jwt(env), interactions(env), queue(env));
        env.requireValid();
        return settings;
    }

    private static RedisAddress redis(Environment env) {
        String url = env.secret("HEADRACE_REDIS_URL", "redis://127.0.0.1:6379",
                text -> RedisAddress.parse(text).isPresent(),
                "a URL such as redis://:PASSWORD@HOST:PORT; in the password, all characters except letters, digits, '-',"
                        + " '.', '_' and '~' must be percent-encoded");
        return RedisAddress.parse(url).orElseThrow();
    }

    private static HttpSettings http(Environment env) {
        return new HttpSettings(env.string("HEADRACE_EDGE_HOST", "127.0.0.1"),
                env.integer("HEADRACE_EDGE_PORT", 0, 65_535, 8080),
                env.integer("HEADRACE_EDGE_MANAGEMENT_PORT", 0, 65_535, 9080),
                env.integer("HEADRACE_EDGE_IO_THREADS", 0, 256, 0),
                connections(env),
                env.list("HEADRACE_EDGE_CORS_ORIGINS", "*"), env.integer("HEADRACE_EDGE_PROXIES", 0, 10, 0),
                env.string("HEADRACE_EDGE_CACHE_CONTROL", "public, max-age=0, must-revalidate"),
                env.seconds("HEADRACE_EDGE_DRAIN_SECONDS", 0, 5), env.seconds("HEADRACE_EDGE_SHUTDOWN_SECONDS", 1, 10));
    }

    private static ConnectionSettings connections(Environment env) {
        return new ConnectionSettings(env.integer("HEADRACE_EDGE_MAX_CONNECTIONS", 1, MAX, 10_000),
                env.integer("HEADRACE_EDGE_ADDRESS_CONNECTIONS", 0, MAX, 500),
                env.seconds("HEADRACE_EDGE_HEAD_SECONDS", 1, 5), env.seconds("HEADRACE_EDGE_BODY_SECONDS", 1, 30),
                env.seconds("HEADRACE_EDGE_RESPONSE_SECONDS", 1, 60), env.seconds("HEADRACE_EDGE_IDLE_SECONDS", 1, 60),
                ConnectionSettings.ANSWER,
                env.integer("HEADRACE_EDGE_MIN_BYTES_PER_SECOND", 0, MAX, 500));
    }

    private static Rate misses(Environment env) {
        return new Rate(env.integer("HEADRACE_EDGE_ADDRESS_MISSES_PER_SECOND", 0, MAX, 50),
                env.integer("HEADRACE_EDGE_ADDRESS_MISSES_BURST", MAX_LOOKUPS, MAX, 500));
    }

    private static CacheSettings cache(Environment env) {
        return new CacheSettings(env.integer("HEADRACE_EDGE_NEAR_CACHE_BYTES", 0, Integer.MAX_VALUE, 64 * 1024 * 1024),
                env.seconds("HEADRACE_EDGE_NEAR_CACHE_SECONDS", 1, 600),
                env.seconds("HEADRACE_EDGE_NEAR_CACHE_ABSENCE_SECONDS", 1, 10),
                env.seconds("HEADRACE_EDGE_STALE_SECONDS", 1, 86_400));
    }

    private static IndexSettings index(Environment env) {
        return new IndexSettings(env.string("HEADRACE_EDGE_DATA_DIR", ""),
                Duration.ofDays(env.integer("HEADRACE_EDGE_CHANGES_DAYS", 1, 365, 7)));
    }

    private static LiveSettings live(Environment env) {
        return new LiveSettings(env.integer("HEADRACE_EDGE_MAX_CHANGE_STREAMS", 0, MAX, 5_000),
                env.integer("HEADRACE_EDGE_CHANGES_BEHIND", 1, MAX, 10_000),
                env.seconds("HEADRACE_EDGE_HEARTBEAT_SECONDS", 1, 15),
                env.integer("HEADRACE_EDGE_MAX_SYNCS", 0, 1_000, 8),
                new Rate(env.integer("HEADRACE_EDGE_ADDRESS_SYNCS_PER_SECOND", 0, MAX, 2),
                        env.integer("HEADRACE_EDGE_ADDRESS_SYNCS_BURST", 1, MAX, 30)));
    }

    private static WorkSettings work(Environment env) {
        return new WorkSettings(env.integer("HEADRACE_EDGE_WORK_THREADS", 1, 256, 2),
                env.integer("HEADRACE_EDGE_WORK_QUEUE", 1, MAX, 1_000),
                Duration.ofMillis(env.integer("HEADRACE_EDGE_WORK_WAIT_MILLIS", 1, 60_000, 2_000)));
    }

    private static JwtSettings jwt(Environment env) {
        return new JwtSettings(env.string("HEADRACE_JWT_JWKS_URL", "", Settings::isEmptyOrHttpUrl,
                "empty or a URL such as https://HOST/jwks.json"), env.string("HEADRACE_JWT_KEYS_FILE", ""),
                env.string("HEADRACE_JWT_ISSUER", ""), env.string("HEADRACE_JWT_AUDIENCE", "headrace"));
    }

    private static InteractionSettings interactions(Environment env) {
        Rate users = new Rate(env.integer("HEADRACE_EDGE_USER_WRITES_PER_SECOND", 0, MAX, 20),
                env.integer("HEADRACE_EDGE_USER_WRITES_BURST", 1, MAX, 60));
        Rate addresses = new Rate(env.integer("HEADRACE_EDGE_ADDRESS_WRITES_PER_SECOND", 0, MAX, 100),
                env.integer("HEADRACE_EDGE_ADDRESS_WRITES_BURST", 1, MAX, 300));
        return new InteractionSettings(users, addresses,
                Duration.ofMillis(env.integer("HEADRACE_EDGE_VIEW_WINDOW_MILLIS", 0, 1_000, 5)),
                Duration.ofHours(env.integer("HEADRACE_EDGE_RECEIPT_HOURS", 1, MAX_RECEIPT_HOURS, 24)),
                receiptKeys(env),
                env.seconds("HEADRACE_EDGE_KEYLESS_RECEIPT_SECONDS", 1, 300),
                env.integer("HEADRACE_EDGE_KEYLESS_RECEIPTS", 0, 100 * MAX, 300_000),
                env.integer("HEADRACE_EDGE_OUTBOX_LIMIT", 1, 10 * MAX, 100_000));
    }

    private static List<ReceiptKey> receiptKeys(Environment env) {
        List<String> keys = SecretKeys.parse(env.secret("HEADRACE_EDGE_RECEIPT_KEYS", "",
                Settings::areReceiptKeys, SecretKeys.FORM + "; '" + NONE + "' may follow"));
        return keys.isEmpty()
                ? List.of(NO_RECEIPT_KEY)
                : keys.stream().map(key -> key.equals(NONE) ? NO_RECEIPT_KEY : new ReceiptKey(key)).toList();
    }

    private static boolean areReceiptKeys(String setting) {
        List<String> keys = SecretKeys.parse(setting);
        boolean endWithNone = !keys.isEmpty() && keys.getLast().equals(NONE);
        return SecretKeys.areValid(endWithNone ? keys.subList(0, keys.size() - 1) : keys);
    }

    private static String secretKeys(Environment env, String name) {
        return env.secret(name, "", SecretKeys::isValid, SecretKeys.FORM);
    }

    private static QueueSettings queue(Environment env) {
        return new QueueSettings(
                env.string("HEADRACE_SQS_ENDPOINT", "", Settings::isEmptyOrHttpUrl,
                        "empty or a URL such as http://HOST:PORT"),
                env.string("HEADRACE_SQS_REGION", "us-east-1", REGION, "a region name"),
                env.string("HEADRACE_SQS_QUEUE", "headrace-interactions", QUEUE,
                        "1 to 75 letters, digits, '-' and '_'"),
                Duration.ofMillis(env.integer("HEADRACE_EDGE_SHIP_LINGER_MILLIS", 0,
                        (int) QueueSettings.MAX_LINGER.toMillis(), 8)),
                env.integer("HEADRACE_EDGE_SHIP_SENDERS", 1, 64, 2),
                env.integer("HEADRACE_EDGE_SHIP_WAITING", 1, MAX, 20_000),
                new EventKeys(secretKeys(env, "HEADRACE_EVENT_KEYS")));
    }

    private static boolean isEmptyOrHttpUrl(String text) {
        try {
            URI url = new URI(text);
            return text.isEmpty() || (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "edge";
        }
    }
}

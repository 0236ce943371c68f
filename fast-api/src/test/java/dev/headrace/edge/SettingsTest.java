package dev.headrace.edge;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.auth.JwtSettings;
import dev.headrace.edge.cache.CacheSettings;
import dev.headrace.edge.connection.ConnectionSettings;
import dev.headrace.edge.http.HttpSettings;
import dev.headrace.edge.index.IndexSettings;
import dev.headrace.edge.interact.InteractionSettings;
import dev.headrace.edge.limit.Rate;
import dev.headrace.edge.live.LiveSettings;
import dev.headrace.edge.queue.QueueSettings;
import dev.headrace.edge.work.WorkSettings;
import dev.headrace.model.EventKeys;
import dev.headrace.model.ReceiptKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void envFileListsEverySettingWithItsDefault() throws IOException {
        Environment environment = new Environment(Map.of());
        Settings.from(environment);

        Map<String, String> listed = Files.readAllLines(Path.of("edge.env")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(environment.defaults()).isEqualTo(listed);
    }

    @Test
    void defaultsApplyWithoutVariables() {
        Settings settings = Settings.from(new Environment(Map.of()));

        assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080, 9080, 0,
                new ConnectionSettings(10_000, 500, Duration.ofSeconds(5), Duration.ofSeconds(30),
                        Duration.ofSeconds(60), Duration.ofSeconds(60), ConnectionSettings.ANSWER, 500),
                List.of("*"), 0,
                "public, max-age=0, must-revalidate", Duration.ofSeconds(5), Duration.ofSeconds(10)));
        assertThat(settings.misses()).isEqualTo(new Rate(50, 500));
        assertThat(settings.cache()).isEqualTo(new CacheSettings(64 * 1024 * 1024, Duration.ofMinutes(10),
                Duration.ofSeconds(10), Duration.ofDays(1)));
        assertThat(settings.index()).isEqualTo(new IndexSettings("", Duration.ofDays(7)));
        assertThat(settings.live())
                .isEqualTo(new LiveSettings(5_000, 10_000, Duration.ofSeconds(15), 8, new Rate(2, 30)));
        assertThat(settings.work()).isEqualTo(new WorkSettings(2, 1_000, Duration.ofSeconds(2)));
        assertThat(settings.jwt()).isEqualTo(new JwtSettings("", "", "", "headrace"));
        assertThat(settings.interactions()).isEqualTo(new InteractionSettings(new Rate(20, 60), new Rate(100, 300),
                Duration.ofMillis(5), Duration.ofHours(24), List.of(Settings.NO_RECEIPT_KEY), Duration.ofMinutes(5),
                300_000,
                100_000));
        assertThat(settings.queue()).isEqualTo(new QueueSettings("", "us-east-1", "headrace-interactions",
                Duration.ofMillis(8), 2, 20_000, new EventKeys("")));
    }

    private static Settings settings(Map<String, String> variables) {
        return Settings.from(new Environment(variables));
    }

    @Test
    void eachVariableOfConnectionsSetsItsField() {
        Settings settings = settings(Map.ofEntries(entry("HEADRACE_EDGE_NAME", "edge-1"),
                entry("HEADRACE_EDGE_HOST", "0.0.0.0"), entry("HEADRACE_EDGE_PORT", "1"),
                entry("HEADRACE_EDGE_MANAGEMENT_PORT", "2"), entry("HEADRACE_EDGE_IO_THREADS", "3"),
                entry("HEADRACE_EDGE_MAX_CONNECTIONS", "4"), entry("HEADRACE_EDGE_PROXIES", "5"),
                entry("HEADRACE_EDGE_DRAIN_SECONDS", "6"), entry("HEADRACE_EDGE_SHUTDOWN_SECONDS", "7"),
                entry("HEADRACE_EDGE_ADDRESS_CONNECTIONS", "26"), entry("HEADRACE_EDGE_HEAD_SECONDS", "27"),
                entry("HEADRACE_EDGE_BODY_SECONDS", "28"), entry("HEADRACE_EDGE_RESPONSE_SECONDS", "29"),
                entry("HEADRACE_EDGE_IDLE_SECONDS", "30"), entry("HEADRACE_EDGE_MIN_BYTES_PER_SECOND", "31"),
                entry("HEADRACE_EDGE_CORS_ORIGINS", "https://a.example"),
                entry("HEADRACE_EDGE_CACHE_CONTROL", "no-store")));

        assertThat(settings.name()).isEqualTo("edge-1");
        assertThat(settings.http()).isEqualTo(new HttpSettings("0.0.0.0", 1, 2, 3,
                new ConnectionSettings(4, 26, Duration.ofSeconds(27), Duration.ofSeconds(28),
                        Duration.ofSeconds(29), Duration.ofSeconds(30), ConnectionSettings.ANSWER, 31),
                List.of("https://a.example"), 5, "no-store", Duration.ofSeconds(6), Duration.ofSeconds(7)));
    }

    @Test
    void eachVariableOfReadsSetsItsField() {
        Settings settings = settings(Map.ofEntries(entry("HEADRACE_EDGE_NEAR_CACHE_BYTES", "8"),
                entry("HEADRACE_EDGE_NEAR_CACHE_SECONDS", "9"), entry("HEADRACE_EDGE_NEAR_CACHE_ABSENCE_SECONDS", "10"),
                entry("HEADRACE_EDGE_STALE_SECONDS", "11"), entry("HEADRACE_EDGE_DATA_DIR", "/data"),
                entry("HEADRACE_EDGE_WORK_THREADS", "12"), entry("HEADRACE_EDGE_WORK_QUEUE", "13"),
                entry("HEADRACE_EDGE_WORK_WAIT_MILLIS", "14"), entry("HEADRACE_EDGE_ADDRESS_MISSES_PER_SECOND", "32"),
                entry("HEADRACE_EDGE_ADDRESS_MISSES_BURST", "233"), entry("HEADRACE_EDGE_CHANGES_DAYS", "35"),
                entry("HEADRACE_EDGE_MAX_CHANGE_STREAMS", "36"), entry("HEADRACE_EDGE_CHANGES_BEHIND", "37"),
                entry("HEADRACE_EDGE_HEARTBEAT_SECONDS", "38"), entry("HEADRACE_EDGE_MAX_SYNCS", "39"),
                entry("HEADRACE_EDGE_ADDRESS_SYNCS_PER_SECOND", "40"),
                entry("HEADRACE_EDGE_ADDRESS_SYNCS_BURST", "41")));

        assertThat(settings.misses()).isEqualTo(new Rate(32, 233));
        assertThat(settings.cache()).isEqualTo(
                new CacheSettings(8, Duration.ofSeconds(9), Duration.ofSeconds(10), Duration.ofSeconds(11)));
        assertThat(settings.index()).isEqualTo(new IndexSettings("/data", Duration.ofDays(35)));
        assertThat(settings.live()).isEqualTo(new LiveSettings(36, 37, Duration.ofSeconds(38), 39, new Rate(40, 41)));
        assertThat(settings.work()).isEqualTo(new WorkSettings(12, 13, Duration.ofMillis(14)));
    }

    @Test
    void eachVariableOfWritesSetsItsField() {
        Settings settings = settings(Map.ofEntries(entry("HEADRACE_JWT_JWKS_URL", "https://id.example/jwks"),
                entry("HEADRACE_JWT_KEYS_FILE", "keys.json"), entry("HEADRACE_JWT_ISSUER", "me"),
                entry("HEADRACE_JWT_AUDIENCE", "you"), entry("HEADRACE_EDGE_USER_WRITES_PER_SECOND", "15"),
                entry("HEADRACE_EDGE_USER_WRITES_BURST", "16"), entry("HEADRACE_EDGE_ADDRESS_WRITES_PER_SECOND", "17"),
                entry("HEADRACE_EDGE_ADDRESS_WRITES_BURST", "18"), entry("HEADRACE_EDGE_VIEW_WINDOW_MILLIS", "19"),
                entry("HEADRACE_EDGE_RECEIPT_HOURS", "20"), entry("HEADRACE_EDGE_KEYLESS_RECEIPT_SECONDS", "21"),
                entry("HEADRACE_EDGE_OUTBOX_LIMIT", "22"), entry("HEADRACE_EDGE_KEYLESS_RECEIPTS", "34"),
                entry("HEADRACE_EDGE_RECEIPT_KEYS", "n".repeat(32) + ", " + "o".repeat(32)),
                entry("HEADRACE_SQS_ENDPOINT", "http://127.0.0.1:9324"), entry("HEADRACE_SQS_REGION", "local"),
                entry("HEADRACE_SQS_QUEUE", "q_1"), entry("HEADRACE_EDGE_SHIP_LINGER_MILLIS", "23"),
                entry("HEADRACE_EDGE_SHIP_SENDERS", "24"), entry("HEADRACE_EDGE_SHIP_WAITING", "25"),
                entry("HEADRACE_EVENT_KEYS", "e".repeat(32))));

        assertThat(settings.jwt()).isEqualTo(new JwtSettings("https://id.example/jwks", "keys.json", "me", "you"));
        assertThat(settings.interactions()).isEqualTo(new InteractionSettings(new Rate(15, 16), new Rate(17, 18),
                Duration.ofMillis(19), Duration.ofHours(20),
                List.of(new ReceiptKey("n".repeat(32)), new ReceiptKey("o".repeat(32))), Duration.ofSeconds(21), 34,
                22));
        assertThat(settings.queue()).isEqualTo(new QueueSettings("http://127.0.0.1:9324", "local", "q_1",
                Duration.ofMillis(23), 24, 25, new EventKeys("e".repeat(32))));
    }

    static Stream<String> numbers() {
        Environment environment = new Environment(Map.of());
        Settings.from(environment);
        return environment.defaults().entrySet().stream().filter(setting -> setting.getValue().matches("\\d+"))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void invalidNumbersAreRejectedWithTheVariableName(String variable) {
        for (String value : List.of("", "many", "-1", "2147483648")) {
            assertThatThrownBy(() -> Settings.from(new Environment(Map.of(variable, value))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(
                            variable + " must be an integer from \\d+ to \\d+, but is '" + value + "'\\.");
        }
    }

    @Test
    void allInvalidValuesAreReportedAtOnce() {
        Map<String, String> variables = Map.of("HEADRACE_EDGE_PORT", "http", "HEADRACE_REDIS_URL", "secret",
                "HEADRACE_SQS_QUEUE", "", "HEADRACE_EDGE_STALE_SECONDS", "0", "HEADRACE_JWT_JWKS_URL", "jwks");

        assertThatThrownBy(() -> Settings.from(new Environment(variables))).hasMessageContainingAll(
                variables.keySet().toArray(String[]::new)).hasMessageNotContaining("secret");
    }

    @Test
    void unknownNamesAreReported() {
        Environment environment = new Environment(Map.of("HEADRACE_EDGE_POTR", "1", "HEADRACE_JWT_KEY_FILE", "x",
                "HEADRACE_EDGE_NOSUCH", "1", "HEADRACE_EDGE_URL", "https://e", "HEADRACE_WORKERS", "2", "PATH",
                "/bin"));
        Settings.from(environment);

        assertThat(environment.unknown()).containsExactly(
                "HEADRACE_EDGE_NOSUCH is not a setting of the edge, and is ignored",
                "HEADRACE_EDGE_POTR is not a setting of the edge, and is ignored",
                "HEADRACE_JWT_KEY_FILE is not a setting of the edge, and is ignored");
    }

    @Test
    void receiptLifetimeIsBoundedByEventDeduplication() {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_EDGE_RECEIPT_HOURS", "817"))))
                .hasMessageStartingWith("HEADRACE_EDGE_RECEIPT_HOURS must be an integer from 1 to 816");
    }

    @Test
    void invalidValuesAreRejectedWithTheVariableName() {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_EDGE_PORT", "http"))))
                .hasMessage("HEADRACE_EDGE_PORT must be an integer from 0 to 65535, but is 'http'.");
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_EDGE_PORT", "65536"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:pa^secret@redis:6379", "redis://:pa%secret@redis:6379",
            "redis://:pa#secret@redis:6379", "redis://:pa/secret@redis:6379", "redis://:pa?secret@redis:6379",
            "http://:secret@redis:6379", "secret"})
    void invalidRedisUrlIsNeverShown(String url) {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of("HEADRACE_REDIS_URL", url))))
                .isInstanceOf(IllegalArgumentException.class).hasNoCause().hasMessageContaining("HEADRACE_REDIS_URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_SQS_ENDPOINT, 127.0.0.1:9324", "HEADRACE_SQS_ENDPOINT, localhost:9324",
            "HEADRACE_SQS_ENDPOINT, http://", "HEADRACE_SQS_ENDPOINT, ftp://queue:21",
            "HEADRACE_JWT_JWKS_URL, id.example/jwks", "HEADRACE_SQS_QUEUE, http://host/q", "HEADRACE_SQS_QUEUE, ''",
            "HEADRACE_SQS_ENDPOINT, http://a b", "HEADRACE_SQS_REGION, ''", "HEADRACE_SQS_REGION, 'us east'"})
    void invalidAddressesAreRejectedWithTheVariableName(String variable, String value) {
        assertThatThrownBy(() -> Settings.from(new Environment(Map.of(variable, value))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(variable + " must be ")
                .hasMessageContaining("'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "short-secret", "long-secret-long-secret-long-secret-,secret",
            "11111111111111111111111111secret,22222222222222222222222222secret,33333333333333333333333333secret,"
                    + "44444444444444444444444444secret,55555555555555555555555555secret"})
    void invalidSecretKeysAreNeverShown(String keys) {
        for (String variable : List.of("HEADRACE_EDGE_RECEIPT_KEYS", "HEADRACE_EVENT_KEYS")) {
            assertThatThrownBy(() -> Settings.from(new Environment(Map.of(variable, keys))))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(variable)
                    .hasMessageNotContaining("secret");
            assertThat(Settings.from(new Environment(Map.of(variable, "k".repeat(32)))).toString())
                    .doesNotContain("kkk");
        }
    }

    @Test
    void writesFromBeforeTheFirstReceiptKeyCanBeFound() {
        String key = "k".repeat(32);

        assertThat(receiptKeys(key + ",none")).containsExactly(new ReceiptKey(key), Settings.NO_RECEIPT_KEY);
        assertThat(receiptKeys("none")).isEqualTo(receiptKeys("")).containsExactly(Settings.NO_RECEIPT_KEY);
        for (String invalid : List.of("none," + key, "none,none", key + ",None", ",none", key + ",,none")) {
            assertThatThrownBy(() -> receiptKeys(invalid)).hasMessageContaining("'none' may follow");
        }
    }

    private static List<ReceiptKey> receiptKeys(String variable) {
        return Settings.from(new Environment(Map.of("HEADRACE_EDGE_RECEIPT_KEYS", variable))).interactions()
                .receiptKeys();
    }

    @Test
    void validQueueEndpointsAreAccepted() {
        for (String endpoint : List.of("", "http://127.0.0.1:9324", "https://sqs.eu-central-1.amazonaws.com")) {
            assertThat(Settings.from(new Environment(Map.of("HEADRACE_SQS_ENDPOINT", endpoint))).queue().endpoint())
                    .isEqualTo(endpoint);
        }
    }

    @Test
    void defaultNameIsHostAndPort() {
        assertThat(Settings.from(new Environment(Map.of("HEADRACE_EDGE_PORT", "81"))).name()).endsWith(":81");
    }
}

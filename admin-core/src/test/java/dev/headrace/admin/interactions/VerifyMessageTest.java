package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CapturedOutput;
import dev.headrace.admin.Settings;
import dev.headrace.model.EventKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class VerifyMessageTest {

    private static final String KEY = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk";
    private static final EventKeys KEYS = new EventKeys(KEY);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final VerifyMessage verify = new VerifyMessage(
            Settings.with(QueueSettings.class, Map.of("HEADRACE_EVENT_KEYS", KEY)), metrics, clock);

    @Test
    void messagesAreRefusedAndCountedByReason() {
        assertThat(verify.isAuthentic(message("body", KEYS.sign("body").orElseThrow()))).isTrue();
        assertThat(verify.isAuthentic(message("body", null))).isFalse();
        assertThat(verify.isAuthentic(message("other", KEYS.sign("body").orElseThrow()))).isFalse();
        assertThat(verify.isAuthentic(message("other", KEYS.sign("body").orElseThrow()))).isFalse();

        assertThat(count("unsigned")).isEqualTo(1);
        assertThat(count("forged")).isEqualTo(2);
        assertThat(count("unknown-key")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', applied without a signature", KEY + ", Only messages that an edge has signed are applied"})
    void whetherSignaturesAreRequiredIsLogged(String keys, String line) {
        try (CapturedOutput log = new CapturedOutput()) {
            var _ = new VerifyMessage(Settings.with(QueueSettings.class, Map.of("HEADRACE_EVENT_KEYS", keys)),
                    new SimpleMeterRegistry(), clock);
            assertThat(log.text()).containsOnlyOnce(line).doesNotContain(KEY);
        }
    }

    @Test
    void oneMessageOfAKindIsLoggedEachMinute() {
        try (CapturedOutput log = new CapturedOutput()) {
            for (int i = 0; i < 3; i++) {
                verify.isAuthentic(message("body", null));
            }
            assertThat(log.text()).containsOnlyOnce("refused (unsigned)");
            verify.isAuthentic(message("body", "unreadable"));
            assertThat(log.text()).containsOnlyOnce("refused (unreadable)");
        }
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(1)));
        try (CapturedOutput log = new CapturedOutput()) {
            verify.isAuthentic(message("body", null));
            assertThat(log.text()).containsOnlyOnce("refused (unsigned)");
        }
    }

    @Test
    void theLatestRefusalIsKnownForFiveMinutes() {
        assertThat(verify.recentRefusal()).isNull();
        verify.isAuthentic(message("body", KEYS.sign("body").orElseThrow()));
        assertThat(verify.recentRefusal()).isNull();

        verify.isAuthentic(message("body", null));
        verify.isAuthentic(message("body", "unreadable"));
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(5)));
        assertThat(verify.recentRefusal()).isEqualTo("unreadable");

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(5)).plusMillis(1));
        assertThat(verify.recentRefusal()).isNull();
    }

    private double count(String reason) {
        return metrics.get("headrace.core.messages.refused").tag("reason", reason).counter().count();
    }

    private static Message message(String body, @Nullable String signature) {
        return Message.builder().messageId("id").body(body)
                .messageAttributes(signature == null
                        ? Map.of()
                        : Map.of(EventKeys.ATTRIBUTE, MessageAttributeValue.builder().stringValue(signature).build()))
                .build();
    }
}

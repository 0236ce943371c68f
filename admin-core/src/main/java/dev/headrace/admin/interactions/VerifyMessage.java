package dev.headrace.admin.interactions;

import dev.headrace.model.EventKeys;
import dev.headrace.model.EventKeys.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Whether messages are signed by an edge, before anything in them is read. Those that are not are counted, one of a kind is
 * logged each minute, and health names the latest one.
 */
@Component
class VerifyMessage {

    private static final Logger log = LoggerFactory.getLogger(VerifyMessage.class);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);
    /** A refused message is redelivered each minute, until it is in the dead-letter queue. */
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final Set<Verdict> REFUSED = EnumSet.complementOf(EnumSet.of(Verdict.AUTHENTIC));

    private final EventKeys keys;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<Verdict, Instant> loggedAt = new EnumMap<>(Verdict.class);
    private volatile @Nullable Refusal latest;

    private record Refusal(Instant at, Verdict verdict) {}

    VerifyMessage(QueueSettings settings, MeterRegistry metrics, Clock clock) {
        this.keys = settings.keys();
        this.clock = clock;
        this.metrics = metrics;
        // So that all of them can be seen before they are needed.
        REFUSED.forEach(this::counter);
        log.info(keys.areRequired()
                ? "Only messages that an edge has signed are applied"
                : "HEADRACE_EVENT_KEYS is empty: messages are applied without a signature");
    }

    private Counter counter(Verdict verdict) {
        return Counter.builder("headrace.core.messages.refused").tag("reason", reason(verdict))
                .description("Messages that were received without a valid signature").register(metrics);
    }

    /** Whether the message is from an edge; if not, it must neither be applied nor deleted. */
    boolean isAuthentic(Message message) {
        Verdict verdict = keys.verify(message.body(), signature(message));
        if (verdict == Verdict.AUTHENTIC) {
            return true;
        }
        counter(verdict).increment();
        latest = new Refusal(clock.instant(), verdict);
        if (isLogged(verdict)) {
            log.error(
                    "Message {} is refused ({}) and stays in the queue, until SQS moves it to the dead-letter queue. If an"
                            + " edge has sent it, HEADRACE_EVENT_KEYS of edges and cores differ.",
                    message.messageId(),
                    reason(verdict));
        }
        return false;
    }

    /** Why the latest message of the last minutes was refused; null if none was. */
    @Nullable
    String recentRefusal() {
        Refusal last = latest;
        return last == null || clock.instant().isAfter(last.at().plus(RECENT)) ? null : reason(last.verdict());
    }

    private static @Nullable String signature(Message message) {
        MessageAttributeValue attribute = message.messageAttributes().get(EventKeys.ATTRIBUTE);
        return attribute == null ? null : attribute.stringValue();
    }

    private static String reason(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True at most once per interval. */
    private synchronized boolean isLogged(Verdict verdict) {
        Instant now = clock.instant();
        Instant last = loggedAt.get(verdict);
        if (last != null && now.isBefore(last.plus(LOG_INTERVAL))) {
            return false;
        }
        loggedAt.put(verdict, now);
        return true;
    }
}

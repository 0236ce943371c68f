package dev.headrace.admin.interactions;

import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Receive messages, verify, apply and settle them, and only then delete them. If the process stops in between, a message is
 * redelivered, and its events are not applied twice.
 *
 * <p>While the database is unavailable no messages are received, so that outages do not count as failed deliveries.
 */
@Component
class Workers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final QueueSettings settings;
    private final InteractionQueue queue;
    private final VerifyMessage verifyMessage;
    private final ApplyMessage applyMessage;
    private final SettledState settledState;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger workers = new AtomicInteger();
    private volatile boolean running;
    private volatile Instant emptyAt;
    // By thread: one worker may fail with a message while another one finds nothing to do.
    private final Map<Thread, String> errors = new ConcurrentHashMap<>();

    /**
     * State of the workers.
     *
     * @param running number of running workers
     * @param emptyAt when the queue was last seen empty
     * @param error why workers are paused; null if none is
     */
    record Status(int running, Instant emptyAt, @Nullable String error) {}

    /** The workers are being stopped; messages in flight will be redelivered. */
    private static final class StoppedException extends RuntimeException {}

    Workers(QueueSettings settings, InteractionQueue queue, VerifyMessage verifyMessage, ApplyMessage applyMessage,
            SettledState settledState, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.queue = queue;
        this.verifyMessage = verifyMessage;
        this.applyMessage = applyMessage;
        this.settledState = settledState;
        this.jdbc = jdbc;
        this.clock = clock;
        this.emptyAt = clock.instant();
    }

    Status status() {
        return new Status(workers.get(), emptyAt, errors.values().stream().findFirst().orElse(null));
    }

    @Override
    public void start() {
        running = true;
        for (int i = 1; i <= settings.workers(); i++) {
            threads.add(Thread.ofPlatform().name("worker-" + i).daemon().start(this::runUntilStopped));
        }
    }

    @Override
    public void stop() {
        running = false;
        queue.stopReceiving();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void runUntilStopped() {
        workers.incrementAndGet();
        try {
            while (running) {
                runOnce();
            }
        } catch (StoppedException e) {
            log.debug("Worker stopped");
        } finally {
            errors.remove(Thread.currentThread());
            workers.decrementAndGet();
        }
    }

    /** The worker continues after any failure. */
    private void runOnce() {
        try {
            process(retrying(this::receive));
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            log.error("Worker failed and continues", e);
            pause();
        }
    }

    private void process(List<Message> messages) {
        List<Message> done = messages.stream().filter(verifyMessage::isAuthentic).filter(this::isSettled).toList();
        if (!done.isEmpty()) {
            retrying(() -> queue.delete(done))
                    .forEach(failure -> log.warn("Message was not deleted: {}", failure.message()));
        }
    }

    /** Applies and settles a message; on failure it is redelivered until SQS moves it to the dead-letter queue. */
    private boolean isSettled(Message message) {
        try {
            retrying(() -> {
                settledState.settle(applyMessage.apply(message.body()));
                return message;
            });
            return true;
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            log.error("Message {} could not be processed", message.messageId(), e);
            return false;
        }
    }

    private List<Message> receive() {
        jdbc.sql("select 1").query(Integer.class).single();
        List<Message> messages = queue.receive();
        // No message older than the oldest of these was waiting.
        Instant sent = messages.stream().map(Workers::sentAt).min(Instant::compareTo).orElseGet(clock::instant);
        emptyAt = sent.isAfter(emptyAt) ? sent : emptyAt;
        return messages;
    }

    /** Received messages are retried in place, because returning them would delay their redelivery. */
    private <T> T retrying(Supplier<T> work) {
        while (true) {
            try {
                T result = work.get();
                errors.remove(Thread.currentThread());
                return result;
            } catch (RuntimeException e) {
                if (!running) {
                    // The connections to the database, queue or Redis are being closed.
                    throw new StoppedException();
                }
                if (!isUnavailable(e)) {
                    throw e;
                }
                if (errors.put(Thread.currentThread(), String.valueOf(e.getMessage())) == null) {
                    log.warn("Worker paused: {}", e.toString());
                }
                pause();
            }
        }
    }

    private static boolean isUnavailable(RuntimeException failure) {
        return failure instanceof RedisException || failure instanceof SdkException
                || ApplyMessage.isTransient(failure);
    }

    /** Waits for half to one and a half times the configured pause, so that workers do not retry in lockstep. */
    private void pause() {
        long millis = settings.retryPause().toMillis();
        try {
            if (running) {
                Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1));
                return;
            }
        } catch (InterruptedException e) {
            log.debug("Worker interrupted during a pause");
        }
        if (!running) {
            throw new StoppedException();
        }
    }

    private static Instant sentAt(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }
}

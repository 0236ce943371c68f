package dev.headrace.edge.queue;

import dev.headrace.model.EventKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The SQS queue behind a circuit breaker.
 *
 * <p>The breaker is open until the queue's URL has been looked up, and opens again when sending fails; then the lookup is
 * retried with backoff until it succeeds. While the breaker is open, sending fails immediately.
 */
public final class SqsQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);
    static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long MAX_DELAY_MILLIS = 2_000;

    private final String name;
    private final EventKeys eventKeys;
    private final Supplier<SqsClient> connect;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition unavailable = lock.newCondition();
    private final Thread finder;
    private volatile @Nullable String url;
    private volatile @Nullable SqsClient client;
    private volatile @Nullable String lastError;
    private volatile boolean closed;
    private volatile long delayMillis = FIRST_DELAY_MILLIS;

    public SqsQueue(QueueSettings settings) {
        this(settings.name(), settings.eventKeys(), () -> connect(settings));
    }

    /** @param connect may fail, and is called again then */
    SqsQueue(String name, EventKeys eventKeys, Supplier<SqsClient> connect) {
        this.name = name;
        this.eventKeys = eventKeys;
        this.connect = connect;
        this.finder = Thread.ofPlatform().name("queue-finder").daemon().start(this::keepAvailable);
    }

    /** Whether messages can be sent, as last observed. */
    public boolean isAvailable() {
        return url != null;
    }

    /** Why it was last unavailable; null if it always was available. */
    @Nullable
    String lastError() {
        return lastError;
    }

    /** Signs and sends a message; blocks for at most two seconds. */
    void send(String message) throws QueueUnavailableException {
        String queue = url;
        SqsClient sqs = client;
        if (queue == null || sqs == null) {
            throw new QueueUnavailableException("the queue is unavailable");
        }
        try {
            sqs.sendMessage(request -> request.queueUrl(queue).messageBody(message)
                    .messageAttributes(attributes(message)));
            delayMillis = FIRST_DELAY_MILLIS;
        } catch (RuntimeException e) {
            lastError = String.valueOf(e.getMessage());
            markUnavailable();
            throw new QueueUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, MessageAttributeValue> attributes(String message) {
        return eventKeys.sign(message)
                .map(signature -> Map.of(EventKeys.ATTRIBUTE,
                        MessageAttributeValue.builder().dataType("String").stringValue(signature).build()))
                .orElse(Map.of());
    }

    private void markUnavailable() {
        lock.lock();
        try {
            url = null;
            unavailable.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keepAvailable() {
        while (!closed) {
            try {
                find();
                awaitUnavailable();
                pause();
            } catch (InterruptedException e) {
                // Closed, or a late interrupt of the SDK, with which it ends calls.
            } catch (RuntimeException | Error e) {
                // Not even a failure could be logged.
            }
        }
    }

    private void find() throws InterruptedException {
        boolean logged = false;
        while (url == null) {
            try {
                url = client().getQueueUrl(request -> request.queueName(name)).queueUrl();
                LOG.info("Queue '{}' found", name);
            } catch (RuntimeException | Error e) {
                // The SDK also throws exceptions other than its own, for example for invalid settings; this thread must
                // survive them.
                lastError = String.valueOf(e.getMessage());
                LOG.atLevel(logged ? Level.DEBUG : Level.WARN).log("Queue '{}' is unavailable: {}", name, e.toString());
                logged = true;
                pause();
            }
        }
    }

    private void awaitUnavailable() throws InterruptedException {
        lock.lock();
        try {
            while (url != null) {
                unavailable.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Backs off until a message is sent, so that a queue that is found but rejects messages is not retried too often. */
    private void pause() throws InterruptedException {
        long delay = delayMillis;
        TimeUnit.MILLISECONDS.sleep(delay);
        delayMillis = Math.min(MAX_DELAY_MILLIS, delay * 2);
    }

    /** Created on the finder thread, because loading the client is slow and must not delay startup. */
    private SqsClient client() {
        SqsClient existing = client;
        if (existing == null) {
            existing = connect.get();
            client = existing;
        }
        return existing;
    }

    private static SqsClient connect(QueueSettings settings) {
        SqsClientBuilder builder = SqsClient.builder().region(Region.of(settings.region()))
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(TIMEOUT))
                .overrideConfiguration(override -> override.apiCallTimeout(TIMEOUT)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()));
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    @Override
    public void close() {
        closed = true;
        finder.interrupt();
        SqsClient existing = client;
        if (existing != null) {
            existing.close();
        }
    }
}

package dev.headrace.edge.queue;

import java.net.URI;
import java.time.Duration;
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

/**
 * The SQS queue behind a circuit breaker.
 *
 * <p>The breaker is open until the queue's URL has been looked up, and again after a message could not be sent; then the URL
 * is looked up again, at growing intervals, until that succeeds. While it is open, sending fails at once.
 */
public final class SqsQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long MAX_DELAY_MILLIS = 2_000;

    private final String name;
    private final Supplier<SqsClient> connect;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lost = lock.newCondition();
    private final Thread finder;
    private volatile @Nullable String url;
    private volatile @Nullable SqsClient client;
    private volatile long delayMillis = FIRST_DELAY_MILLIS;

    public SqsQueue(QueueSettings settings) {
        this(settings.name(), () -> connect(settings));
    }

    SqsQueue(String name, Supplier<SqsClient> connect) {
        this.name = name;
        this.connect = connect;
        this.finder = Thread.ofPlatform().name("queue-finder").daemon().start(this::keepFound);
    }

    /** Whether messages can be sent, as far as is known. */
    public boolean isAvailable() {
        return url != null;
    }

    /** Waits at most two seconds for the queue. */
    void send(String message) throws QueueUnavailableException {
        String queue = url;
        SqsClient sqs = client;
        if (queue == null || sqs == null) {
            throw new QueueUnavailableException("the queue is unavailable");
        }
        try {
            sqs.sendMessage(request -> request.queueUrl(queue).messageBody(message));
            delayMillis = FIRST_DELAY_MILLIS;
        } catch (RuntimeException e) {
            lose();
            throw new QueueUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private void lose() {
        lock.lock();
        try {
            url = null;
            lost.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keepFound() {
        try {
            while (true) {
                find();
                awaitLoss();
                pause();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void find() throws InterruptedException {
        boolean logged = false;
        while (url == null) {
            try {
                url = client().getQueueUrl(request -> request.queueName(name)).queueUrl();
                LOG.info("Queue '{}' found", name);
            } catch (RuntimeException | Error e) {
                // The SDK throws other exceptions than its own, for instance for settings that it cannot use; and nothing
                // would look for the queue if this thread ended.
                LOG.atLevel(logged ? Level.DEBUG : Level.WARN).log("Queue '{}' is unavailable: {}", name, e.toString());
                logged = true;
                pause();
            }
        }
    }

    private void awaitLoss() throws InterruptedException {
        lock.lock();
        try {
            while (url != null) {
                lost.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Grows until a message is sent: a queue that is found but takes no message must not be tried all the time. */
    private void pause() throws InterruptedException {
        long delay = delayMillis;
        TimeUnit.MILLISECONDS.sleep(delay);
        delayMillis = Math.min(MAX_DELAY_MILLIS, delay * 2);
    }

    /** Made by the finder's thread, because loading the client takes a while that the start should not. */
    private SqsClient client() {
        SqsClient made = client;
        if (made == null) {
            made = connect.get();
            client = made;
        }
        return made;
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
        finder.interrupt();
        SqsClient made = client;
        if (made != null) {
            made.close();
        }
    }
}

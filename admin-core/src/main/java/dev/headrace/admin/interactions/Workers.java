package dev.headrace.admin.interactions;

import dev.headrace.admin.interactions.ApplyEvents.Outcome;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.InteractionCodec.UnreadableMessageException;
import io.lettuce.core.RedisException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Takes messages from the queue, has them applied and settled, and only then deletes them. Whatever dies in between, the
 * message comes again, and what was applied already is not applied twice.
 *
 * <p>While the database is away nothing is received, so that healthy messages are not counted as failing ones.
 */
@Component
class Workers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final QueueSettings settings;
    private final InteractionQueue queue;
    private final InboxPartitions partitions;
    private final ApplyEvents applyEvents;
    private final SettledState settledState;
    private final DeadEvents dead;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private volatile Status status;

    /**
     * How the workers are.
     *
     * @param emptyAt when the queue was last seen empty
     * @param trouble what keeps them from working at present; null: nothing
     */
    record Status(Instant emptyAt, @Nullable String trouble) {}

    Workers(QueueSettings settings, InteractionQueue queue, InboxPartitions partitions, ApplyEvents applyEvents,
            SettledState settledState, DeadEvents dead, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.queue = queue;
        this.partitions = partitions;
        this.applyEvents = applyEvents;
        this.settledState = settledState;
        this.dead = dead;
        this.jdbc = jdbc;
        this.clock = clock;
        this.status = new Status(clock.instant(), null);
    }

    Status status() {
        return status;
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
                thread.join(Duration.ofSeconds(10));
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
        try {
            while (running) {
                work(untilItWorks(this::receive));
            }
        } catch (StoppedException e) {
            log.debug("A worker stops");
        }
    }

    private void work(List<Message> messages) {
        List<Message> done = messages.stream().filter(this::isDone).toList();
        if (!done.isEmpty()) {
            untilItWorks(() -> queue.delete(done))
                    .forEach(failure -> log.warn("A message was not deleted: {}", failure.message()));
        }
    }

    /** Whether it may be deleted. One that meets a defect of ours comes again, until the queue counts it as dead. */
    private boolean isDone(Message message) {
        try {
            untilItWorks(() -> {
                settledState.settle(apply(message));
                return message;
            });
            return true;
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException defect) {
            log.error("Message {} could not be worked on", message.messageId(), defect);
            return false;
        }
    }

    private List<Message> receive() {
        jdbc.sql("select 1").query(Integer.class).single();
        List<Message> messages = queue.receive();
        // Nothing older than the oldest of these was waiting.
        Instant sent = messages.stream().map(Workers::sentAt).min(Instant::compareTo).orElseGet(clock::instant);
        status = new Status(sent.isAfter(status.emptyAt()) ? sent : status.emptyAt(), null);
        return messages;
    }

    private Outcome apply(Message message) {
        List<Item> items;
        try {
            items = InteractionCodec.read(message.body());
        } catch (UnreadableMessageException e) {
            dead.put(message.body(), String.valueOf(e.getMessage()));
            return Outcome.NONE;
        }
        partitions.makeFor(items.stream()
                .flatMap(item -> item instanceof Item.Good good && good.event().interaction().id().timed()
                        ? Stream.of(good.event().interaction().id().day())
                        : Stream.empty())
                .toList());
        try {
            return applyEvents.apply(items);
        } catch (DataAccessException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            // One of them breaks a rule of the database; alone it holds nobody else up.
            return items.stream().map(this::applyAlone).reduce(Outcome.NONE, Outcome::and);
        }
    }

    private Outcome applyAlone(Item item) {
        try {
            return applyEvents.apply(List.of(item));
        } catch (DataAccessException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            return applyEvents.reject(item, String.valueOf(e.getMostSpecificCause().getMessage()));
        }
    }

    /** Whether the database was well and refused a value (SQLSTATE classes 22 and 23), so that no retry can help. */
    private static boolean isAboutData(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause && cause.getSQLState() != null
                && (cause.getSQLState().startsWith("22") || cause.getSQLState().startsWith("23"));
    }

    /** What was received is held until it is done, rather than given back to come again much later. */
    private <T> T untilItWorks(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (RedisException | DataAccessException | TransactionException | SdkException e) {
                pauseBecauseOf(e);
            } catch (RuntimeException e) {
                if (!running) {
                    // What it works with is being closed.
                    throw new StoppedException();
                }
                throw e;
            }
        }
    }

    private void pauseBecauseOf(RuntimeException e) {
        if (running && status.trouble() == null) {
            log.warn("The workers pause: {}", e.toString());
        }
        status = new Status(status.emptyAt(), String.valueOf(e.getMessage()));
        try {
            if (running) {
                Thread.sleep(PAUSE);
                return;
            }
        } catch (InterruptedException stopping) {
            log.debug("A worker stops while it pauses");
        }
        throw new StoppedException();
    }

    /** The core ends; what a worker holds comes again. */
    private static final class StoppedException extends RuntimeException {}

    private static Instant sentAt(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }
}

package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;
import static dev.headrace.admin.redis.RedisStore.bytes;

import dev.headrace.admin.database.VersionSequences;
import dev.headrace.admin.redis.EdgeRewriteRequested;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.projection.RestoreEdge.Written;
import dev.headrace.admin.publishing.RenderingRequested;
import dev.headrace.model.EpochMark;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Version;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps Redis in sync with the database: restores everything if Redis is empty or has unknown contents, and the latest
 * writes if its server process has changed.
 */
@Component
class RedisRecovery {

    private static final Logger log = LoggerFactory.getLogger(RedisRecovery.class);
    // A core that was about to write the time may have written it to the new process.
    private static final Duration MARGIN = Duration.ofMinutes(1);
    // Longer than the commit after a write takes.
    private static final Duration MAX_COMMIT = Duration.ofSeconds(30);

    private final ModelWriter model;
    private final RedisStore store;
    private final Epochs epochs;
    private final RestoreEdge restore;
    private final RewriteMark mark;
    private final VersionSequences sequences;
    private final JdbcClient jdbc;
    private final TransactionTemplate separateTransaction;
    private final ApplicationEventPublisher events;
    private boolean failing;

    RedisRecovery(ModelWriter model, RedisStore store, Epochs epochs, RestoreEdge restore, RewriteMark mark,
            VersionSequences sequences, JdbcClient jdbc, PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.model = model;
        this.store = store;
        this.epochs = epochs;
        this.restore = restore;
        this.mark = mark;
        this.sequences = sequences;
        this.jdbc = jdbc;
        this.separateTransaction = new TransactionTemplate(transactions);
        this.separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
    }

    /** Checks once, and restores what is missing; retried by {@link RecoveryLoop} if Redis or the database is unavailable. */
    synchronized void check() {
        try {
            Epoch known = epochs.known();
            OffsetDateTime now = epochs.databaseTime();
            if (found().isComplete(known)) {
                await(store.commands().set(RedisKeys.TIME, bytes(now.toString())));
                await(store.commands().set(RedisKeys.VERSION, bytes(Version.format(epochs.latestVersion()))));
                if (mark.isDone()) {
                    exclusively(this::endRewriting);
                }
            } else {
                exclusively(this::restore);
            }
            model.write();
            failing = false;
        } catch (RedisException | DataAccessException | TransactionException e) {
            // Redis or the database is unavailable; the next check retries.
            if (!failing) {
                log.warn("Cannot check the contents of Redis: {}", e.toString());
            }
            failing = true;
        } catch (RuntimeException | Error e) {
            log.error("Cannot check the contents of Redis", e);
        }
    }

    /**
     * The state found in Redis.
     *
     * @param epoch the epoch of its contents, see {@link EpochMark}; null if there is none
     * @param server its server process; a new process may have lost the latest writes
     * @param time Redis has everything written before this time; null if unknown
     * @param isAhead whether it has versions that the database has not allocated, because the database was restored from an
     *     older state
     */
    private record Found(@Nullable String epoch, String server, @Nullable OffsetDateTime time, boolean isAhead) {

        boolean isComplete(Epoch known) {
            return !isAhead && known.epoch().equals(epoch) && known.server().equals(server);
        }

        boolean isFilling(Epoch known) {
            return !isAhead && EpochMark.filling(known.epoch()).equals(epoch) && known.server().equals(server);
        }

        /** Also if a previous restore for this reason was interrupted. */
        boolean mayHaveLostLastWrites(Epoch known) {
            return !isAhead && (known.epoch().equals(epoch) || EpochMark.filling(known.epoch()).equals(epoch))
                    && !known.server().equals(server);
        }
    }

    private Found found() {
        RedisAsyncCommands<String, byte[]> redis = store.commands();
        String info = await(redis.info("server"));
        String time = text(await(redis.get(RedisKeys.TIME)));
        String version = text(await(redis.get(RedisKeys.VERSION)));
        return new Found(text(await(redis.get(RedisKeys.EPOCH))),
                info.lines().filter(line -> line.startsWith("run_id:")).findFirst().orElse(""),
                time == null ? null : OffsetDateTime.parse(time),
                // The database is queried last, so that it has allocated every version that Redis can legitimately have.
                version != null && Version.parse(version) > epochs.latestVersion());
    }

    /** Only one core changes what Redis is said to have at a time; the others retry on their next check. */
    private void exclusively(Runnable change) {
        separateTransaction.executeWithoutResult(_ -> {
            if (jdbc.sql("select pg_try_advisory_xact_lock(hashtext('contents of the edge'))").query(Boolean.class)
                    .single()) {
                change.run();
            }
        });
    }

    /** Another core may have set the mark again since. */
    private void endRewriting() {
        if (found().isComplete(epochs.known()) && mark.isDone()) {
            mark.remove();
            log.info("All documents that Redis had lost are written again");
        }
    }

    private void restore() {
        Epoch known = epochs.known();
        Found found = found();
        if (found.isComplete(known)) {
            return;
        }
        String epoch = found.isFilling(known) ? known.epoch() : startFilling(known, found);
        model.replace();
        events.publishEvent(new EdgeRewriteRequested());
        await(store.commands().set(RedisKeys.EPOCH, bytes(epoch)));
        events.publishEvent(new RenderingRequested());
    }

    /**
     * Marks what must be rewritten. Redis is written first: while it accepts no writes, nothing is marked. The database
     * changes its epoch last: if this core stops earlier, another one starts over. In a new epoch, versions are higher than
     * any version that Redis may have.
     */
    private String startFilling(Epoch known, Found found) {
        OffsetDateTime since = found.mayHaveLostLastWrites(known) ? found.time : null;
        Epoch next = new Epoch(since != null ? known.epoch() : UUID.randomUUID().toString(), found.server);
        mark.set();
        await(store.commands().set(RedisKeys.EPOCH, bytes(EpochMark.filling(next.epoch()))));
        if (since != null) {
            markLastWrites(next, since.minus(MARGIN));
            var _ = await(store.commands().del(RedisKeys.TIME));
        } else {
            var _ = await(store.commands().del(RedisKeys.TIME));
            separateTransaction.executeWithoutResult(_ -> {
                epochs.replace(next);
                sequences.raise(Epochs.VERSIONS);
                restore.requestAll();
            });
            log.info("Redis contents are missing or unknown: rewriting everything");
        }
        return next.epoch();
    }

    /**
     * Marks most documents in short transactions, and those written in the meantime in the transaction that changes the epoch,
     * which blocks writers. Writes from shortly before may have been committed only then.
     */
    private void markLastWrites(Epoch next, OffsetDateTime since) {
        OffsetDateTime start = epochs.databaseTime();
        int marked = 0;
        List<Written> batch = restore.markWritten(Written.before(since), start);
        while (!batch.isEmpty()) {
            marked += batch.size();
            batch = restore.markWritten(batch.getLast(), start);
        }
        separateTransaction.executeWithoutResult(_ -> {
            epochs.replace(next);
            restore.markAllWritten(start.minus(MAX_COMMIT), epochs.databaseTime());
        });
        log.info("Redis restarted: rewriting {} documents and all tallies", marked);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }
}

package dev.headrace.admin.projection;

import static dev.headrace.admin.edge.EdgeStore.await;
import static dev.headrace.admin.edge.EdgeStore.bytes;

import dev.headrace.admin.database.VersionSequences;
import dev.headrace.admin.edge.EdgeEmptied;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.projection.RestoreEdge.Written;
import dev.headrace.admin.publishing.DocumentsMarked;
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
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the contents of Redis as a whole in step with the database: the model; everything, if Redis is empty or not the one
 * that was written to; and what was written last, if its server process is another one.
 */
@Component
class EdgeContents {

    private static final Logger log = LoggerFactory.getLogger(EdgeContents.class);
    private static final String FILLING = "filling ";
    // A core that was about to note the time may have done so in the new process.
    private static final Duration MARGIN = Duration.ofMinutes(1);
    // Longer than a document that was written takes to be noted as done.
    private static final Duration MAX_COMMIT = Duration.ofSeconds(30);

    private final ModelAtEdge model;
    private final EdgeStore store;
    private final Epochs epochs;
    private final RestoreEdge restore;
    private final VersionSequences sequences;
    private final JdbcClient jdbc;
    private final TransactionTemplate separateTransaction;
    private final ApplicationEventPublisher events;
    private boolean failing;

    EdgeContents(ModelAtEdge model, EdgeStore store, Epochs epochs, RestoreEdge restore, VersionSequences sequences,
            JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.model = model;
        this.store = store;
        this.epochs = epochs;
        this.restore = restore;
        this.sequences = sequences;
        this.jdbc = jdbc;
        this.separateTransaction = new TransactionTemplate(transactions);
        this.separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
    }

    @Scheduled(fixedDelay = 1_000)
    synchronized void check() {
        try {
            Epoch known = epochs.known();
            OffsetDateTime now = epochs.databaseTime();
            if (found().isWhole(known)) {
                await(store.commands().set(RedisKeys.TIME, bytes(now.toString())));
                await(store.commands().set(RedisKeys.VERSION, bytes(Version.format(epochs.latestVersion()))));
            } else {
                restoreAlone();
            }
            model.write();
            failing = false;
        } catch (RedisException | DataAccessException | TransactionException e) {
            // Redis or the database is unavailable; the next check comes soon.
            if (!failing) {
                log.warn("Cannot check the contents of Redis: {}", e.toString());
            }
            failing = true;
        } catch (RuntimeException | Error e) {
            log.error("Cannot check the contents of Redis", e);
        }
    }

    /**
     * What Redis says of itself.
     *
     * @param epoch the name of its contents, or {@link #FILLING} and the name of what they are to be; null if there is none
     * @param server its process; another one may have lost the last writes to the one before
     * @param time whatever was written before, it has; null if unknown
     * @param isAhead whether it has versions that the database has not given out: that was restored to an older state
     */
    private record Found(@Nullable String epoch, String server, @Nullable OffsetDateTime time, boolean isAhead) {

        boolean isWhole(Epoch known) {
            return !isAhead && known.epoch().equals(epoch) && known.server().equals(server);
        }

        boolean isBeingFilled(Epoch known) {
            return !isAhead && (FILLING + known.epoch()).equals(epoch) && known.server().equals(server);
        }

        /** Also if a restoration for this reason was interrupted. */
        boolean mayHaveLostItsLastWrites(Epoch known) {
            return !isAhead && (known.epoch().equals(epoch) || (FILLING + known.epoch()).equals(epoch))
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
                // The database is asked last: what it had given out when Redis was told, it has given out now.
                version != null && Version.parse(version) > epochs.latestVersion());
    }

    /** One core at a time, since two would undo each other's; the others find it done, or try again. */
    private void restoreAlone() {
        separateTransaction.executeWithoutResult(_ -> {
            if (jdbc.sql("select pg_try_advisory_xact_lock(hashtext('contents of the edge'))").query(Boolean.class)
                    .single()) {
                restore();
            }
        });
    }

    private void restore() {
        Epoch known = epochs.known();
        Found found = found();
        if (found.isWhole(known)) {
            return;
        }
        String epoch = found.isBeingFilled(known) ? known.epoch() : beginToFill(known, found);
        model.replace();
        events.publishEvent(new EdgeEmptied());
        await(store.commands().set(RedisKeys.EPOCH, bytes(epoch)));
        events.publishEvent(new DocumentsMarked());
    }

    /**
     * Marks what must be written again. Redis is told first: while it takes no writes, nothing is marked. The database
     * changes its epoch last: until then, a core that ends leaves everything to the next one. In a new epoch, versions are
     * higher than all that Redis may have.
     */
    private String beginToFill(Epoch known, Found found) {
        OffsetDateTime since = found.mayHaveLostItsLastWrites(known) ? found.time : null;
        Epoch next = new Epoch(since != null ? known.epoch() : UUID.randomUUID().toString(), found.server);
        await(store.commands().set(RedisKeys.EPOCH, bytes(FILLING + next.epoch())));
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
            log.info("Redis does not have what the database wrote: everything is written again");
        }
        return next.epoch();
    }

    /**
     * Most are marked in short transactions; those that are written meanwhile, in the one that changes the epoch, for which
     * writers wait. What was noted shortly before may have become visible only then.
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
        log.info("Redis was started again: {} documents, and all tallies, are written again", marked);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }
}

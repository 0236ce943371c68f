package dev.headrace.admin.projection;

import static dev.headrace.admin.edge.EdgeStore.await;
import static dev.headrace.admin.edge.EdgeStore.bytes;

import dev.headrace.admin.edge.EdgeEmptied;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.admin.projection.Epochs.Epoch;
import dev.headrace.admin.projection.RestoreEdge.Written;
import dev.headrace.admin.publishing.DocumentsMarked;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.ModelChanged;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.RedisKeys;
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
import org.springframework.transaction.event.TransactionalEventListener;
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

    private final Types types;
    private final EdgeWriter writer;
    private final EdgeStore store;
    private final Epochs epochs;
    private final RestoreEdge restore;
    private final JdbcClient jdbc;
    private final TransactionTemplate separateTransaction;
    private final ApplicationEventPublisher events;
    private long modelAtEdge = -1;
    private boolean failing;

    EdgeContents(Types types, EdgeWriter writer, EdgeStore store, Epochs epochs, RestoreEdge restore, JdbcClient jdbc,
            PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.types = types;
        this.writer = writer;
        this.store = store;
        this.epochs = epochs;
        this.restore = restore;
        this.jdbc = jdbc;
        this.separateTransaction = new TransactionTemplate(transactions);
        this.separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
    }

    @TransactionalEventListener
    void on(ModelChanged change) {
        check();
    }

    @Scheduled(fixedDelay = 1_000)
    synchronized void check() {
        try {
            Epoch known = epochs.known();
            OffsetDateTime now = epochs.databaseTime();
            if (found().isWhole(known)) {
                await(store.commands().set(RedisKeys.TIME, bytes(now.toString())));
            } else {
                restoreAlone();
            }
            writeModel();
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

    private void writeModel() {
        Model model = types.model();
        if (model.version() != modelAtEdge) {
            writer.write(EdgeModel.of(model));
            modelAtEdge = model.version();
        }
    }

    /**
     * What Redis says of itself.
     *
     * @param epoch the name of its contents, or {@link #FILLING} and the name of what they are to be; null if there is none
     * @param server its process; another one may have lost the last writes to the one before
     * @param time whatever was written before, it has; null if unknown
     */
    private record Found(@Nullable String epoch, String server, @Nullable OffsetDateTime time) {

        boolean isWhole(Epoch known) {
            return known.epoch().equals(epoch) && known.server().equals(server);
        }

        boolean isBeingFilled(Epoch known) {
            return (FILLING + known.epoch()).equals(epoch) && known.server().equals(server);
        }

        /** Also if a restoration for this reason was interrupted. */
        boolean mayHaveLostItsLastWrites(Epoch known) {
            return (known.epoch().equals(epoch) || (FILLING + known.epoch()).equals(epoch))
                    && !known.server().equals(server);
        }
    }

    private Found found() {
        RedisAsyncCommands<String, byte[]> redis = store.commands();
        String info = await(redis.info("server"));
        String time = text(await(redis.get(RedisKeys.TIME)));
        return new Found(text(await(redis.get(RedisKeys.EPOCH))),
                info.lines().filter(line -> line.startsWith("run_id:")).findFirst().orElse(""),
                time == null ? null : OffsetDateTime.parse(time));
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
        writer.write(EdgeModel.of(types.model()));
        events.publishEvent(new EdgeEmptied());
        await(store.commands().set(RedisKeys.EPOCH, bytes(epoch)));
        events.publishEvent(new DocumentsMarked());
    }

    /**
     * Marks what must be written again. Redis is told first: while it takes no writes, nothing is marked. The database
     * changes its epoch last: until then, a core that ends leaves everything to the next one.
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
                restore.requestAll();
            });
            log.info("Redis does not have what the core wrote: everything is written again");
        }
        return next.epoch();
    }

    /**
     * Most are marked in short transactions; those that are written meanwhile, in the one that changes the epoch, for which
     * writers wait.
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
            restore.markAllWritten(start, epochs.databaseTime());
        });
        log.info("Redis was started again: {} documents, and all tallies, are written again", marked);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }
}

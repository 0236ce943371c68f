package dev.headrace.admin.publishing;

import static dev.headrace.admin.edge.EdgeStore.await;
import static dev.headrace.admin.edge.EdgeStore.bytes;

import dev.headrace.admin.edge.EdgeEmptied;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.ModelChanged;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
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
 * Keeps what the edge has as a whole in step with the database: the model; everything, when Redis turns out to be empty
 * or another one than before; and what was written last, when its process is another one.
 */
@Component
class EdgeContents {

    private static final Logger log = LoggerFactory.getLogger(EdgeContents.class);
    private static final String FILLING = "filling ";
    // A core that was about to note the time may have done so in the new process.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Types types;
    private final Publications publications;
    private final Projections projections;
    private final EdgeWriter writer;
    private final EdgeStore store;
    private final JdbcClient jdbc;
    private final TransactionTemplate separateTransaction;
    private final ApplicationEventPublisher events;
    private long modelAtEdge = -1;
    private boolean failing;

    EdgeContents(Types types, Publications publications, Projections projections, EdgeWriter writer, EdgeStore store,
            JdbcClient jdbc,
            PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.types = types;
        this.publications = publications;
        this.projections = projections;
        this.writer = writer;
        this.store = store;
        this.jdbc = jdbc;
        this.separateTransaction = new TransactionTemplate(transactions);
        this.separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
    }

    /** Documents of the changed types, and of those that may embed them, are rendered anew. */
    @EventListener
    void markDocuments(ModelChanged change) {
        Set<String> touched = new LinkedHashSet<>(change.types());
        for (ContentType type : types.all().values()) {
            if (change.types().stream().anyMatch(type::refersTo)) {
                touched.add(type.name());
            }
        }
        projections.markTypes(touched);
        for (String type : change.types()) {
            types.find(type).ifPresent(publications::updateSlugs);
            projections.noteSlugs(type);
        }
        events.publishEvent(new DocumentsMarked());
    }

    @TransactionalEventListener
    void tellEdge(ModelChanged change) {
        lookAfterEdge();
    }

    @Scheduled(fixedDelay = 1_000)
    synchronized void lookAfterEdge() {
        try {
            Known known = known();
            Found found = found();
            if (found.isWhole(known)) {
                noteTime(known.now());
            } else {
                mendAlone();
            }
            long version = types.version();
            if (version != modelAtEdge) {
                writer.write(EdgeModel.of(version, types.all().values()));
                modelAtEdge = version;
            }
            failing = false;
        } catch (RedisException | DataAccessException | TransactionException e) {
            // Somebody is away for a while; the next look comes soon.
            if (!failing) {
                log.warn("Cannot look after the edge: {}", e.toString());
            }
            failing = true;
        }
    }

    /**
     * What the database knows of Redis.
     *
     * @param epoch the name of what was written there
     * @param server the process that took it
     * @param now the database's time
     */
    private record Known(String epoch, String server, OffsetDateTime now) {}

    /**
     * What Redis says of itself.
     *
     * @param epoch the name of its contents, or {@link #FILLING} and the name of what they are to be; null: none
     * @param server its process; another one may have lost what the last one was told last
     * @param time whatever was written before, it has; null: unknown
     */
    private record Found(@Nullable String epoch, String server, @Nullable OffsetDateTime time) {

        boolean isWhole(Known known) {
            return known.epoch.equals(epoch) && known.server.equals(server);
        }

        boolean isBeingFilled(Known known) {
            return (FILLING + known.epoch).equals(epoch) && known.server.equals(server);
        }

        boolean mayHaveLostItsLastWrites(Known known) {
            return known.epoch.equals(epoch) && !known.server.equals(server);
        }
    }

    private Known known() {
        return jdbc.sql("""
                select coalesce(epoch, '') as epoch, coalesce(server, '') as server, now() as now
                from (select) as one_row left join edge_epoch on true""").query(Known.class).single();
    }

    private Found found() {
        RedisAsyncCommands<String, byte[]> redis = store.commands();
        String info = await(redis.info("server"));
        String time = text(await(redis.get(RedisKeys.TIME)));
        return new Found(text(await(redis.get(RedisKeys.EPOCH))),
                info.lines().filter(line -> line.startsWith("run_id:")).findFirst().orElse(""),
                time == null ? null : OffsetDateTime.parse(time));
    }

    private void noteTime(OffsetDateTime now) {
        await(store.commands().set(RedisKeys.TIME, bytes(now.toString())));
    }

    /** One core at a time, since two would undo each other's; the others find it done, or try again. */
    private void mendAlone() {
        separateTransaction.executeWithoutResult(_ -> {
            if (jdbc.sql("select pg_try_advisory_xact_lock(hashtext('contents of the edge'))").query(Boolean.class)
                    .single()) {
                mend();
            }
        });
    }

    private void mend() {
        Known known = known();
        Found found = found();
        if (found.isWhole(known)) {
            return;
        }
        String epoch = found.isBeingFilled(known) ? known.epoch : beginToFill(known, found);
        writer.write(EdgeModel.of(types.version(), types.all().values()));
        events.publishEvent(new EdgeEmptied());
        await(store.commands().set(RedisKeys.EPOCH, bytes(epoch)));
        events.publishEvent(new DocumentsMarked());
    }

    /**
     * Marks what is to be written again, in a transaction of its own. Redis is told first: while it takes no writes,
     * nothing is marked, and once it is told, nothing is marked twice.
     */
    private String beginToFill(Known known, Found found) {
        boolean lastOnly = found.mayHaveLostItsLastWrites(known);
        String epoch = lastOnly ? known.epoch : UUID.randomUUID().toString();
        await(store.commands().set(RedisKeys.EPOCH, bytes(FILLING + epoch)));
        var _ = await(store.commands().del(RedisKeys.TIME));
        Integer marked = separateTransaction.execute(_ -> {
            jdbc.sql("""
                    insert into edge_epoch (epoch, server) values (:epoch, :server)
                    on conflict (only_row) do update set epoch = excluded.epoch, server = excluded.server""")
                    .param("epoch", epoch).param("server", found.server).update();
            OffsetDateTime since = found.time;
            return lastOnly && since != null ? projections.markDoneSince(since.minus(MARGIN)) : projections.markAll();
        });
        log.info(lastOnly
                ? "Redis was started again: {} documents, and all tallies, are written once more"
                : "Redis has not what the core wrote: filling it with {} documents", marked);
        return epoch;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }
}

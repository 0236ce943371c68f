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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what the edge has as a whole in step with the database: the model; and everything, when Redis turns out to be
 * empty or another one than before.
 */
@Component
class EdgeContents {

    private static final Logger log = LoggerFactory.getLogger(EdgeContents.class);

    private final Types types;
    private final Publications publications;
    private final Projections projections;
    private final EdgeWriter writer;
    private final EdgeStore store;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private long modelAtEdge = -1;
    private boolean failing;

    EdgeContents(Types types, Publications publications, Projections projections, EdgeWriter writer, EdgeStore store,
            JdbcClient jdbc,
            TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.types = types;
        this.publications = publications;
        this.projections = projections;
        this.writer = writer;
        this.store = store;
        this.jdbc = jdbc;
        this.transaction = transaction;
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
            Optional<String> atEdge = epochAtEdge();
            if (atEdge.isEmpty() || !atEdge.equals(knownEpoch())) {
                fillAnew();
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

    private Optional<String> epochAtEdge() {
        return Optional.ofNullable(await(store.commands().get(RedisKeys.EPOCH)))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private Optional<String> knownEpoch() {
        return jdbc.sql("select epoch from edge_epoch").query(String.class).optional();
    }

    /** The epoch is set in Redis last: whatever goes wrong before, the next look finds it missing and starts over. */
    private void fillAnew() {
        String epoch = UUID.randomUUID().toString();
        Integer marked = transaction.execute(_ -> {
            jdbc.sql(
                    "insert into edge_epoch (epoch) values (:epoch) on conflict (only_row) do update set epoch = :epoch")
                    .param("epoch", epoch).update();
            return projections.markAll();
        });
        log.info("Redis has not what this core wrote: filling it with {} documents", marked);
        writer.write(EdgeModel.of(types.version(), types.all().values()));
        events.publishEvent(new EdgeEmptied());
        await(store.commands().set(RedisKeys.EPOCH, bytes(epoch)));
        events.publishEvent(new DocumentsMarked());
    }
}

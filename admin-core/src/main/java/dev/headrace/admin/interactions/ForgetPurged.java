package dev.headrace.admin.interactions;

import dev.headrace.admin.content.EntriesPurged;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.RedisException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Deletes the tallies of entries that are deleted for good, and their interaction state in Redis. */
@Component
class ForgetPurged {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetPurged.class);
    /** How the fields of a tally hash begin that name each metric: one that is settled, and one that is pending. */
    private static final Set<String> METRICS = Set.of("b:", "p:");
    private static final int PREFIX = 2;

    private final JdbcClient jdbc;
    private final EdgeStore store;

    ForgetPurged(JdbcClient jdbc, EdgeStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    @EventListener
    void deleteTallies(EntriesPurged purged) {
        jdbc.sql("delete from tally where entry_id = any (:ids)").param("ids", purged.ids().toArray(UUID[]::new))
                .update();
    }

    /** What stays because Redis is unavailable has no reader: nobody can ask for the entries any more. */
    @TransactionalEventListener
    void deleteState(EntriesPurged purged) {
        try {
            EdgeStore.await(purged.ids().stream().map(UUID::toString).map(this::delete).toList());
        } catch (RedisException e) {
            LOG.warn("The interaction state of {} purged entries stays in Redis: {}", purged.ids().size(),
                    e.getMessage());
        }
    }

    private CompletionStage<Long> delete(String entry) {
        String tally = RedisKeys.tally(entry);
        return store.commands().hkeys(tally).thenCompose(fields -> store.commands().unlink(Stream.concat(
                Stream.of(tally, RedisKeys.pending(entry)),
                fields.stream().filter(field -> METRICS.stream().anyMatch(field::startsWith))
                        .map(field -> field.substring(PREFIX)).distinct()
                        .map(metric -> RedisKeys.members(entry, metric)))
                .toArray(String[]::new)));
    }
}

package dev.headrace.admin.interactions;

import dev.headrace.admin.content.EntriesPurged;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.TallyHash;
import io.lettuce.core.RedisException;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Deletes the tallies of purged entries, and their interaction state in Redis. */
@Component
class DeletePurgedInteractions {

    private static final Logger LOG = LoggerFactory.getLogger(DeletePurgedInteractions.class);

    private final JdbcClient jdbc;
    private final RedisStore store;

    DeletePurgedInteractions(JdbcClient jdbc, RedisStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    @EventListener
    void deleteTallies(EntriesPurged purged) {
        jdbc.sql("delete from tally where entry_id = any (:ids)").param("ids", purged.ids().toArray(UUID[]::new))
                .update();
    }

    /** Leftover keys are harmless while Redis is unavailable: purged entries cannot be read. */
    @TransactionalEventListener
    void deleteState(EntriesPurged purged) {
        try {
            RedisStore.await(purged.ids().stream().map(UUID::toString).map(this::delete).toList());
        } catch (RedisException e) {
            LOG.warn("Cannot delete the interaction state of {} purged entries from Redis: {}", purged.ids().size(),
                    e.getMessage());
        }
    }

    private CompletionStage<Long> delete(String entry) {
        String tally = RedisKeys.tally(entry);
        return store.commands().hkeys(tally).thenCompose(fields -> store.commands().unlink(Stream.concat(
                Stream.of(tally, RedisKeys.pending(entry)),
                TallyHash.metrics(fields).stream().map(metric -> RedisKeys.members(entry, metric)))
                .toArray(String[]::new)));
    }
}

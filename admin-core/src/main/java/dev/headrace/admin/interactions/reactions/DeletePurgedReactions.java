package dev.headrace.admin.interactions.reactions;

import dev.headrace.admin.content.EntriesPurged;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes the reactions to purged entries. */
@Component
class DeletePurgedReactions {

    private final JdbcClient jdbc;

    DeletePurgedReactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void delete(EntriesPurged purged) {
        jdbc.sql("delete from reaction where entry_id = any (:ids)").param("ids", purged.ids().toArray(UUID[]::new))
                .update();
    }
}

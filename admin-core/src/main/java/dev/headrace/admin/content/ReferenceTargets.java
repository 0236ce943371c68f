package dev.headrace.admin.content;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which of the entries that others refer to exist, and of which types they are. */
@Component
class ReferenceTargets {

    private final JdbcClient jdbc;

    ReferenceTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The names of the types of entries, also of those in the trash; entries that do not exist are absent. */
    Map<UUID, String> types(Collection<UUID> entries) {
        Map<UUID, String> types = new HashMap<>();
        if (!entries.isEmpty()) {
            jdbc.sql("""
                    select e.id, t.name from entry e join content_type t on t.id = e.type_id
                    where e.id = any (:ids) and not t.retired""").param("ids", entries.toArray(UUID[]::new))
                    .query(row -> {
                        types.put(row.getObject("id", UUID.class), row.getString("name"));
                    });
        }
        return types;
    }
}

package dev.headrace.admin.content;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every draft that was ever saved. */
@Component
class Revisions {

    private final JdbcClient jdbc;

    Revisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One saved draft; the number is the entry's version then. */
    record Revision(int number, OffsetDateTime createdAt, String createdBy) {}

    void record(Entry entry) {
        jdbc.sql("""
                insert into revision (entry_id, number, fields, created_at, created_by)
                values (:entry, :number, :fields::jsonb, :at, :by)""").param("entry", entry.id())
                .param("number", entry.version()).param("fields", entry.fields().toString())
                .param("at", Timestamp.from(entry.updatedAt())).param("by", entry.updatedBy()).update();
    }

    /** Newest first. */
    List<Revision> latest(UUID entry, int limit) {
        return jdbc.sql("""
                select number, created_at, created_by from revision where entry_id = :entry
                order by number desc limit :limit""").param("entry", entry).param("limit", limit).query(Revision.class)
                .list();
    }

    /** The fields of one revision as JSON. */
    Optional<String> fields(UUID entry, int number) {
        return jdbc.sql("select fields::text from revision where entry_id = :entry and number = :number")
                .param("entry", entry).param("number", number).query(String.class).optional();
    }
}

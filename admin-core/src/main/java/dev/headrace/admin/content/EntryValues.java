package dev.headrace.admin.content;

import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.web.InvalidInputException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Entries' values follow the model. Revisions keep what was saved, as it was saved. */
@Component
@Order(2) // after the publications, which belong to entries
class EntryValues implements StoredValues {

    private final JdbcClient jdbc;

    EntryValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long countEntries(String type) {
        return jdbc.sql("select count(*) from entry where type = :type").param("type", type).query(Long.class).single();
    }

    @Override
    public long countValues(String type, String field) {
        return jdbc.sql("select count(*) from entry where type = :type and jsonb_exists(fields, :field)")
                .param("type", type).param("field", field).query(Long.class).single();
    }

    @Override
    public void rename(String type, String from, String to) {
        jdbc.sql("""
                update entry set fields = (fields - :from) || jsonb_build_object(:to, fields -> :from)
                where type = :type and jsonb_exists(fields, :from)""").param("type", type).param("from", from)
                .param("to", to).update();
        jdbc.sql("update unique_value set field = :to where type = :type and field = :from").param("type", type)
                .param("from", from).param("to", to).update();
        jdbc.sql("""
                update entry_reference r set field = :to from entry e
                where e.id = r.entry_id and e.type = :type and r.field = :from""").param("type", type)
                .param("from", from)
                .param("to", to).update();
    }

    @Override
    public void retitle(String type, String titleField, @Nullable String slugField) {
        jdbc.sql("""
                update entry set title = coalesce(fields ->> :title, ''), slug = fields ->> :slug where type = :type
                and (title, slug) is distinct from (coalesce(fields ->> :title, ''), fields ->> :slug)""")
                .param("title", titleField).param("slug", slugField, Types.VARCHAR).param("type", type).update();
    }

    @Override
    public void remove(String type, String field) {
        jdbc.sql("update entry set fields = fields - :field where type = :type and jsonb_exists(fields, :field)")
                .param("type", type).param("field", field).update();
        releaseUnique(type, field);
        jdbc.sql("""
                delete from entry_reference r using entry e
                where e.id = r.entry_id and e.type = :type and r.field = :field""").param("type", type)
                .param("field", field).update();
    }

    @Override
    public void removeAll(String type) {
        jdbc.sql("delete from entry_reference r using entry e where e.id = r.target_id and e.type = :type")
                .param("type", type).update();
        jdbc.sql("delete from entry where type = :type").param("type", type).update();
    }

    @Override
    public void claimUnique(String type, String field) {
        int claimed = jdbc.sql("""
                insert into unique_value (type, field, value, entry_id, in_draft)
                select distinct on (fields ->> :field) type, :field, unique_key(fields ->> :field), id, true from entry
                where type = :type and jsonb_exists(fields, :field)
                on conflict (type, field, value) do update set in_draft = true
                where unique_value.entry_id = excluded.entry_id""").param("type", type).param("field", field).update();
        if (claimed < countValues(type, field)) {
            throw new InvalidInputException("/types/" + type + "/fields/" + field + "/unique",
                    "cannot be unique: some entries share a value");
        }
    }

    @Override
    public void releaseUnique(String type, String field) {
        jdbc.sql("delete from unique_value where type = :type and field = :field").param("type", type)
                .param("field", field).update();
    }
}

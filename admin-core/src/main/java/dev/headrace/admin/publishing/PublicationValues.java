package dev.headrace.admin.publishing;

import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.web.InvalidInputException;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Publications' values follow the model. */
@Component
@Order(1) // before the entries that publications belong to
class PublicationValues implements StoredValues {

    private final JdbcClient jdbc;

    PublicationValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long countEntries(String type) {
        return jdbc.sql("select count(*) from publication where type = :type").param("type", type).query(Long.class)
                .single();
    }

    @Override
    public long countValues(String type, String field) {
        return jdbc.sql("select count(*) from publication where type = :type and jsonb_exists(fields, :field)")
                .param("type", type).param("field", field).query(Long.class).single();
    }

    @Override
    public void rename(String type, String from, String to) {
        jdbc.sql("""
                update publication set fields = (fields - :from) || jsonb_build_object(:to, fields -> :from)
                where type = :type and jsonb_exists(fields, :from)""").param("type", type).param("from", from)
                .param("to", to).update();
    }

    @Override
    public void remove(String type, String field) {
        jdbc.sql("update publication set fields = fields - :field where type = :type and jsonb_exists(fields, :field)")
                .param("type", type).param("field", field).update();
    }

    @Override
    public void removeAll(String type) {
        jdbc.sql("""
                update projection set wanted = nextval('projection_version'), dirty_since = now(), leased_until = null
                where type = :type""").param("type", type).update();
        jdbc.sql("delete from publication where type = :type").param("type", type).update();
    }

    @Override
    public void claimUnique(String type, String field) {
        int claimed = jdbc
                .sql("""
                        insert into unique_value (type, field, value, entry_id, in_draft, in_publication)
                        select distinct on (fields ->> :field) type, :field, unique_key(fields ->> :field), entry_id, false, true
                        from publication where type = :type and jsonb_exists(fields, :field)
                        on conflict (type, field, value) do update set in_publication = true
                        where unique_value.entry_id = excluded.entry_id""")
                .param("type", type).param("field", field).update();
        if (claimed < countValues(type, field)) {
            throw new InvalidInputException("/types/" + type + "/fields/" + field + "/unique",
                    "cannot be unique: some published entries share a value");
        }
    }

    @Override
    public void releaseUnique(String type, String field) {
        // the entries' own rows are all there is
    }
}

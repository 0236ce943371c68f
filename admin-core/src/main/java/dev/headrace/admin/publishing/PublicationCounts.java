package dev.headrace.admin.publishing;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.ValuesByEntry;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.StoredCounts;
import dev.headrace.admin.schema.ValueKeys;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Counts the publications that a model change affects. Values that the model no longer allows remain published. */
@Component
class PublicationCounts implements StoredCounts {

    private static final int FETCH_SIZE = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PublicationCounts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public long countEntries(ContentType type) {
        return jdbc.sql("select count(distinct entry_id) from publication where type_id = :type")
                .param("type", type.id()).query(Long.class).single();
    }

    @Override
    public long countValues(ContentType type, String id) {
        return jdbc.sql("""
                select count(distinct entry_id) from publication
                where type_id = :type and jsonb_exists(fields, :topLevel)
                and (:topLevel = :id or jsonb_path_exists(fields -> :topLevel, cast(:field as jsonpath))
                    or jsonb_path_exists(fields -> :topLevel, cast(:block as jsonpath)))""").param("type", type.id())
                .param("id", id).param("topLevel", type.topLevel(id).orElseThrow().id())
                .param("field", ValueKeys.pathOfField(id)).param("block", ValueKeys.pathOfBlock(id)).query(Long.class)
                .single();
    }

    @Override
    public void read(ContentType type, Field topLevel, Locales locales, ValuesByEntry values) {
        jdbc.sql("""
                select entry_id, locale, coalesce(fields -> :field, 'null')::text as value from publication
                where type_id = :type and locale = any (:locales) order by entry_id""").withFetchSize(FETCH_SIZE)
                .param("field", topLevel.id()).param("type", type.id())
                .param("locales", locales.tags().toArray(String[]::new)).query(row -> {
                    values.add(row.getObject("entry_id", UUID.class), row.getString("locale"),
                            json.readTree(row.getString("value")));
                });
    }
}

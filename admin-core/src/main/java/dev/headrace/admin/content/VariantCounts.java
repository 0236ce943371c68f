package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.ValuesByEntry;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.MissingValues;
import dev.headrace.admin.schema.StoredCounts;
import dev.headrace.admin.schema.ValueKeys;
import dev.headrace.admin.schema.Values;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Counts the drafts that a model change affects. */
@Component
class VariantCounts implements StoredCounts {

    private static final int FETCH_SIZE = 500;
    private static final int MAX_TITLE = 60;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    VariantCounts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public long countEntries(ContentType type) {
        return jdbc.sql("select count(*) from entry where type_id = :type").param("type", type.id()).query(Long.class)
                .single();
    }

    @Override
    public long countEntries(String locale) {
        return jdbc.sql("select count(*) from variant where locale = :locale").param("locale", locale)
                .query(Long.class).single();
    }

    @Override
    public long countValues(ContentType type, String id) {
        return jdbc.sql("""
                select count(distinct entry_id) from variant where type_id = :type and jsonb_exists(fields, :topLevel)
                and (:topLevel = :id or jsonb_path_exists(fields -> :topLevel, cast(:field as jsonpath))
                    or jsonb_path_exists(fields -> :topLevel, cast(:block as jsonpath)))""").param("type", type.id())
                .param("id", id).param("topLevel", type.topLevel(id).orElseThrow().id())
                .param("field", ValueKeys.pathOfField(id)).param("block", ValueKeys.pathOfBlock(id)).query(Long.class)
                .single();
    }

    @Override
    public long countUnfit(ContentType type, Field field) {
        return field.isReference() ? countUnfitReferences(field) : countUnfitValues(type, field);
    }

    private long countUnfitReferences(Field field) {
        return jdbc.sql("""
                select count(distinct r.entry_id) from entry_reference r join entry e on e.id = r.target_id
                join content_type t on t.id = e.type_id
                where r.field_id = :field and t.name <> all (:allowed)""").param("field", field.id())
                .param("allowed", field.targets().toArray(String[]::new)).query(Long.class).single();
    }

    private long countUnfitValues(ContentType type, Field field) {
        Field topLevel = type.topLevel(field.id()).orElseThrow();
        Unfit unfit = new Unfit();
        jdbc.sql("""
                select entry_id, jsonb_path_query(fields -> :topLevel, cast(:path as jsonpath))::text as value
                from variant where type_id = :type and jsonb_exists(fields, :topLevel)
                order by entry_id""").withFetchSize(FETCH_SIZE)
                .param("type", type.id()).param("topLevel", topLevel.id())
                .param("path", topLevel.id().equals(field.id()) ? "$" : ValueKeys.pathOfField(field.id()))
                .query(row -> {
                    if (!Values.fits(field, json.readTree(row.getString("value")))) {
                        unfit.add(row.getObject("entry_id", UUID.class));
                    }
                });
        return unfit.entries;
    }

    /** Counts entries that come one after the other, without keeping them all. */
    private static final class Unfit {
        private long entries;
        private @Nullable UUID last;

        void add(UUID entry) {
            if (!entry.equals(last)) {
                entries++;
                last = entry;
            }
        }
    }

    @Override
    public long countMissing(ContentType type, Field topLevel, String fieldId, Locales locales) {
        return MissingValues.count(this, type, topLevel, fieldId, locales);
    }

    @Override
    public void read(ContentType type, Field topLevel, Locales locales, ValuesByEntry values) {
        jdbc.sql("""
                select entry_id, locale, coalesce(fields -> :field, 'null')::text as value from variant
                where type_id = :type and locale = any (:locales) order by entry_id""").withFetchSize(FETCH_SIZE)
                .param("field", topLevel.id()).param("type", type.id())
                .param("locales", locales.tags().toArray(String[]::new)).query(row -> {
                    values.add(row.getObject("entry_id", UUID.class), row.getString("locale"),
                            json.readTree(row.getString("value")));
                });
    }

    @Override
    public Map<UUID, String> titles(Collection<UUID> entries, Locales locales) {
        Map<UUID, String> titles = new HashMap<>();
        jdbc.sql("""
                select distinct on (entry_id) entry_id, left(title, :max) as title from variant
                where entry_id = any (:entries) and locale = any (:locales) and title <> ''
                order by entry_id, array_position(:locales::text[], locale)""").param("max", MAX_TITLE)
                .param("entries", entries.toArray(UUID[]::new)).param("locales", locales.tags().toArray(String[]::new))
                .query(row -> {
                    titles.put(row.getObject("entry_id", UUID.class), row.getString("title"));
                });
        return titles;
    }
}

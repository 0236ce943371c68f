package dev.headrace.admin.content;

import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Unique;
import dev.headrace.admin.web.InvalidInputException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The values of drafts follow the model. Revisions keep what was saved, as it was saved. */
@Component
@Order(2) // after the publications, which belong to variants
class VariantValues implements StoredValues {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final UniqueValues unique;
    private final ApplicationEventPublisher events;

    VariantValues(JdbcClient jdbc, JsonMapper json, UniqueValues unique, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.unique = unique;
        this.events = events;
    }

    /** The values of one variant. */
    private record Stored(UUID entry, String locale, ObjectNode fields) {}

    @Override
    public long countEntries(ContentType type) {
        return jdbc.sql("select count(*) from entry where type_id = :type").param("type", type.id()).query(Long.class)
                .single();
    }

    @Override
    public long countValues(ContentType type, String id) {
        return jdbc.sql("""
                select count(distinct entry_id) from variant where type_id = :type
                and (jsonb_exists(fields, :id) or jsonb_path_exists(fields, cast(:key as jsonpath))
                    or jsonb_path_exists(fields, cast(:block as jsonpath)))""").param("type", type.id())
                .param("id", id).param("key", "$.**.\"" + id + "\"")
                .param("block", "$.** ? (@.\"_block\" == \"" + id + "\")").query(Long.class).single();
    }

    @Override
    public long countEntries(String locale) {
        return jdbc.sql("select count(*) from variant where locale = :locale").param("locale", locale)
                .query(Long.class).single();
    }

    @Override
    public void remove(ContentType type, Set<String> ids, Collection<UUID> entries) {
        rewrite(entries, stored -> Values.without(stored.fields(), ids));
        jdbc.sql("delete from entry_reference where entry_id = any (:entries) and field_id = any (:ids)")
                .param("entries", array(entries)).param("ids", ids.toArray(String[]::new)).update();
        unique.releaseFields(ids, entries);
    }

    @Override
    public void retitle(ContentType type, Collection<UUID> entries) {
        jdbc.sql("""
                update variant set title = coalesce(fields ->> :title, ''), slug = fields ->> :slug::text
                where entry_id = any (:entries)
                and (title, slug) is distinct from (coalesce(fields ->> :title, ''), fields ->> :slug::text)""")
                .param("title", type.title().id()).param("slug", type.slugField().map(Field::id).orElse(null))
                .param("entries", array(entries)).update();
    }

    /** The values in the default locale, or else in the first one that an entry has, become those of the others. */
    @Override
    public void share(ContentType type, Locales locales, Collection<UUID> entries) {
        Map<UUID, Map<String, ObjectNode>> byEntry = new HashMap<>();
        variants(entries).forEach(stored -> byEntry.computeIfAbsent(stored.entry(), _ -> new HashMap<>())
                .put(stored.locale(), stored.fields()));
        rewrite(entries, stored -> {
            Map<String, ObjectNode> present = byEntry.getOrDefault(stored.entry(), Map.of());
            return locales.tags().stream().filter(present::containsKey).findFirst()
                    .filter(leading -> !leading.equals(stored.locale()))
                    .map(leading -> Values.share(type, Objects.requireNonNull(present.get(leading)), stored.fields()))
                    .orElse(stored.fields());
        });
    }

    @Override
    public void hide(ContentType type) {
        // entries of a type that the model does not have are invisible
    }

    @Override
    public void removeLocale(String locale) {
        jdbc.sql("delete from variant where locale = :locale").param("locale", locale).update();
        jdbc.sql("""
                delete from entry_reference where target_id in
                    (select id from entry e where not exists (select from variant where entry_id = e.id))""").update();
        purged(jdbc.sql("""
                delete from entry e where not exists (select from variant where entry_id = e.id) returning e.id""")
                .query(UUID.class).list());
        jdbc.sql("""
                delete from unique_value v where not exists (select from unique_use u
                    where u.entry_id = v.entry_id and u.field_id = v.field_id and u.scope = v.scope
                        and u.value = v.value)""").update();
    }

    private void purged(List<UUID> entries) {
        for (int from = 0; from < entries.size(); from += BATCH) {
            events.publishEvent(
                    new EntriesPurged(Set.copyOf(entries.subList(from, Math.min(entries.size(), from + BATCH)))));
        }
    }

    @Override
    public void claimUnique(ContentType type, Field field) {
        unique.releaseField(field.id());
        forEachBatch(type, batch -> {
            try {
                unique.add(Holder.draft, batch.stream()
                        .map(stored -> new Uses(stored.entry(), stored.locale(), ofField(type, field, stored)))
                        .toList());
            } catch (InvalidInputException e) {
                throw new InvalidInputException("/types/" + type.name() + "/fields/" + field.name() + "/unique",
                        "cannot be unique: some entries share a value");
            }
        });
    }

    private static List<Unique> ofField(ContentType type, Field field, Stored stored) {
        return Values.uniques(type, stored.fields()).stream().filter(value -> value.fieldId().equals(field.id()))
                .toList();
    }

    @Override
    public void releaseUnique(ContentType type, String fieldId) {
        unique.releaseField(fieldId);
    }

    private void rewrite(Collection<UUID> entries, Function<Stored, ObjectNode> change) {
        for (Stored stored : variants(entries)) {
            ObjectNode fields = change.apply(stored);
            if (!Values.same(fields, stored.fields())) {
                jdbc.sql("update variant set fields = :fields::jsonb where entry_id = :entry and locale = :locale")
                        .param("fields", json.writeValueAsString(fields)).param("entry", stored.entry())
                        .param("locale", stored.locale()).update();
            }
        }
    }

    private List<Stored> variants(Collection<UUID> entries) {
        return jdbc.sql("""
                select entry_id, locale, fields::text as fields from variant
                where entry_id = any (:entries) order by entry_id, locale""").param("entries", array(entries))
                .query(this::stored).list();
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(row.getObject("entry_id", UUID.class), row.getString("locale"),
                (ObjectNode) json.readTree(row.getString("fields")));
    }

    private static UUID[] array(Collection<UUID> entries) {
        return entries.toArray(UUID[]::new);
    }

    /** Does something with some variants. */
    private interface Batch {
        void accept(List<Stored> batch);
    }

    private void forEachBatch(ContentType type, Batch work) {
        List<Stored> batch;
        UUID entry = new UUID(0, 0);
        String locale = "";
        do {
            batch = jdbc.sql("""
                    select entry_id, locale, fields::text as fields from variant
                    where type_id = :type and (entry_id, locale) > (:entry, :locale)
                    order by entry_id, locale limit :limit""").param("type", type.id()).param("entry", entry)
                    .param("locale", locale).param("limit", BATCH).query(this::stored).list();
            if (!batch.isEmpty()) {
                work.accept(batch);
                entry = batch.getLast().entry();
                locale = batch.getLast().locale();
            }
        } while (batch.size() == BATCH);
    }
}

package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.LostValues;
import dev.headrace.admin.schema.MissingValues;
import dev.headrace.admin.schema.SharedUniques;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Unique;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adapts the values of drafts to model changes. Revisions stay as they were saved. */
@Component
@Order(2) // before the publications, which claim unique values after drafts
class VariantValues implements StoredValues {

    private static final int BATCH = 500;
    private static final int FETCH_SIZE = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final UniqueValues unique;
    private final EntryReferences references;

    VariantValues(JdbcClient jdbc, JsonMapper json, UniqueValues unique, EntryReferences references) {
        this.jdbc = jdbc;
        this.json = json;
        this.unique = unique;
        this.references = references;
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
        Field topLevel = type.topLevel(id).orElseThrow();
        return jdbc.sql("""
                select count(distinct entry_id) from variant where type_id = :type and jsonb_exists(fields, :topLevel)
                and (:topLevel = :id or jsonb_path_exists(fields -> :topLevel, cast(:key as jsonpath))
                    or jsonb_path_exists(fields -> :topLevel, cast(:block as jsonpath)))""").param("type", type.id())
                .param("id", id).param("topLevel", topLevel.id()).param("key", "$.**.\"" + id + "\"")
                .param("block", "$.** ? (@.\"_block\" == \"" + id + "\")").query(Long.class).single();
    }

    @Override
    public long countEntries(String locale) {
        return jdbc.sql("select count(*) from variant where locale = :locale").param("locale", locale)
                .query(Long.class).single();
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
        Set<UUID> unfit = new HashSet<>();
        jdbc.sql("""
                select entry_id, jsonb_path_query(fields -> :topLevel, cast(:path as jsonpath))::text as value
                from variant where type_id = :type and jsonb_exists(fields, :topLevel)""").withFetchSize(FETCH_SIZE)
                .param("type", type.id()).param("topLevel", topLevel.id())
                .param("path", topLevel.id().equals(field.id()) ? "$" : "$.**.\"" + field.id() + "\"").query(row -> {
                    if (!Values.fits(field, json.readTree(row.getString("value")))) {
                        unfit.add(row.getObject("entry_id", UUID.class));
                    }
                });
        return unfit.size();
    }

    @Override
    public long countLost(ContentType type, Field field, Locales locales) {
        return LostValues.count("variant", type, field, locales, jdbc, json);
    }

    @Override
    public long countMissing(ContentType type, Field topLevel, String fieldId, Locales locales) {
        return MissingValues.count("variant", type, topLevel, fieldId, locales, jdbc, json);
    }

    @Override
    public void addUniques(ContentType type, SharedUniques uniques) {
        uniques.add("variant", type, jdbc, json);
    }

    @Override
    public void remove(ContentType type, Locales locales, Set<String> ids, Collection<UUID> entries) {
        rewrite(type, locales, entries, stored -> Values.known(type, Values.without(stored.fields(), ids)));
    }

    @Override
    public void retitle(ContentType type, Collection<UUID> entries) {
        store(type, variants(entries));
    }

    /** Copies the values of an entry's first locale to the others. */
    @Override
    public void share(ContentType type, Locales locales, Collection<UUID> entries) {
        Map<UUID, Map<String, ObjectNode>> byEntry = byEntry(variants(entries));
        List<Stored> changed = rewrite(type, locales, entries, stored -> {
            Map<String, ObjectNode> present = byEntry.getOrDefault(stored.entry(), Map.of());
            return locales.tags().stream().filter(present::containsKey).findFirst()
                    .filter(leading -> !leading.equals(stored.locale()))
                    .map(leading -> SharedValues.merge(type, Objects.requireNonNull(present.get(leading)),
                            stored.fields()))
                    .orElse(stored.fields());
        });
        addRevisions(changed);
    }

    /** Edits based on the drafts from before conflict with the new versions. */
    private void addRevisions(List<Stored> changed) {
        jdbc.sql("""
                with edited as (
                    update variant set version = version + 1 where (entry_id, locale) in
                        (select * from unnest(:entries::uuid[], :locales::text[]))
                    returning entry_id, locale, version, fields)
                insert into revision (entry_id, locale, number, fields, created_at, created_by)
                select entry_id, locale, version, fields, now(), :by from edited""")
                .param("entries", changed.stream().map(Stored::entry).toArray(UUID[]::new))
                .param("locales", texts(changed, Stored::locale)).param("by", Actor.system().name()).update();
    }

    private static Map<UUID, Map<String, ObjectNode>> byEntry(List<Stored> variants) {
        Map<UUID, Map<String, ObjectNode>> byEntry = new TreeMap<>();
        variants.forEach(stored -> byEntry.computeIfAbsent(stored.entry(), _ -> new HashMap<>()).put(stored.locale(),
                stored.fields()));
        return byEntry;
    }

    @Override
    public void noteDifferences(Collection<UUID> entries) {
        jdbc.sql("""
                update variant v set changed = v.fields <> p.fields from publication p
                where v.entry_id = any (:entries) and p.entry_id = v.entry_id and p.locale = v.locale
                and v.changed <> (v.fields <> p.fields)""").param("entries", array(entries)).update();
    }

    @Override
    public void hide(ContentType type) {
        // entries of a type that the model does not have are invisible
    }

    @Override
    public void hideLocale(String locale) {
        // variants in a locale that the model does not have are invisible
    }

    @Override
    public void claimUnique(ContentType type, Field field, Locales locales) {
        unique.releaseField(field.id());
        forEachBatch(type, batch -> unique.add(Holder.draft, uses(type, locales, variants(batch)).stream()
                .map(uses -> new Uses(uses.entry(), uses.locale(), ofField(field, uses.values()))).toList()));
    }

    /** A value that will be replaced when a field has been shared is not claimed. */
    private static List<Uses> uses(ContentType type, Locales locales, List<Stored> variants) {
        List<Uses> uses = new ArrayList<>();
        byEntry(variants).forEach((entry, byLocale) -> SharedValues.inLocales(type, locales, byLocale)
                .forEach((locale, fields) -> uses.add(new Uses(entry, locale, Values.uniques(type, fields)))));
        return uses;
    }

    private static List<Unique> ofField(Field field, List<Unique> values) {
        return values.stream().filter(value -> value.fieldId().equals(field.id())).toList();
    }

    @Override
    public void releaseUnique(ContentType type, String fieldId) {
        unique.releaseField(fieldId);
    }

    /** Changes values and everything derived from them: titles, slugs, search texts, unique values and references. */
    private List<Stored> rewrite(ContentType type, Locales locales, Collection<UUID> entries,
            Function<Stored, ObjectNode> change) {
        List<Stored> all = new ArrayList<>();
        List<Stored> changed = new ArrayList<>();
        for (Stored stored : variants(entries)) {
            Stored rewritten = new Stored(stored.entry(), stored.locale(), change.apply(stored));
            all.add(rewritten);
            if (!Values.same(rewritten.fields(), stored.fields())) {
                changed.add(rewritten);
            }
        }
        if (!changed.isEmpty()) {
            references.lockTargets(entries, changed.stream()
                    .flatMap(stored -> Values.targets(type, stored.fields()).stream()));
            store(type, changed);
            unique.replace(Holder.draft, uses(type, locales, all));
            byEntry(changed).forEach((entry, byLocale) -> references.replace(type, entry, byLocale));
        }
        return changed;
    }

    private void store(ContentType type, List<Stored> changed) {
        jdbc.sql("""
                update variant v set fields = given.fields::jsonb, title = given.title, slug = given.slug,
                    search_text = given.search_text
                from unnest(:entries::uuid[], :locales::text[], :fields::text[], :titles::text[], :slugs::text[],
                    :searchTexts::text[]) as given (entry_id, locale, fields, title, slug, search_text)
                where v.entry_id = given.entry_id and v.locale = given.locale""")
                .param("entries", changed.stream().map(Stored::entry).toArray(UUID[]::new))
                .param("locales", texts(changed, Stored::locale))
                .param("fields", texts(changed, stored -> json.writeValueAsString(stored.fields())))
                .param("titles", texts(changed, stored -> Values.title(type, stored.fields())))
                .param("slugs", texts(changed, stored -> Values.slug(type, stored.fields())))
                .param("searchTexts", texts(changed, stored -> Values.searchText(type, stored.fields()))).update();
    }

    private static @Nullable String[] texts(List<Stored> changed, Function<Stored, @Nullable String> text) {
        return changed.stream().map(text).toArray(String[]::new);
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

    private void forEachBatch(ContentType type, Consumer<List<UUID>> work) {
        List<UUID> batch;
        UUID after = new UUID(0, 0);
        do {
            batch = jdbc.sql("""
                    select distinct entry_id from variant where type_id = :type and entry_id > :after
                    order by entry_id limit :limit""").param("type", type.id()).param("after", after)
                    .param("limit", BATCH).query(UUID.class).list();
            if (!batch.isEmpty()) {
                work.accept(batch);
                after = batch.getLast();
            }
        } while (batch.size() == BATCH);
    }
}

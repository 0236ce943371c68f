package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.schema.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adapts the values of drafts to model changes. Revisions stay as they were saved. */
@Component
class VariantValues implements StoredValues {

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
    public void remove(ContentType type, Locales locales, Set<String> ids, Collection<UUID> entries) {
        rewrite(type, locales, variants(entries), stored -> Values.known(type, Values.without(stored.fields(), ids)));
    }

    @Override
    public void retitle(ContentType type, Collection<UUID> entries) {
        store(type, variants(entries));
    }

    /** Copies the values of an entry's first locale to the others. */
    @Override
    public void share(ContentType type, Locales locales, Collection<UUID> entries) {
        List<Stored> present = variants(entries);
        Map<UUID, Map<String, ObjectNode>> byEntry = byEntry(present);
        addRevisions(rewrite(type, locales, present, stored -> SharedValues.mergeFirst(type, locales,
                Objects.requireNonNull(byEntry.get(stored.entry())), stored.locale())));
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
    public void claimUnique(ContentType type, Field field, Locales locales, Collection<UUID> entries) {
        unique.add(Holder.draft, Uses.of(type, locales, byEntry(variants(entries))).stream()
                .map(uses -> uses.of(field)).toList());
    }

    @Override
    public void releaseUnique(String fieldId) {
        unique.releaseField(fieldId);
    }

    /** Changes values and everything derived from them: titles, slugs, search texts, unique values and references. */
    private List<Stored> rewrite(ContentType type, Locales locales, List<Stored> present,
            Function<Stored, ObjectNode> change) {
        List<Stored> all = new ArrayList<>();
        List<Stored> changed = new ArrayList<>();
        for (Stored stored : present) {
            Stored rewritten = new Stored(stored.entry(), stored.locale(), change.apply(stored));
            all.add(rewritten);
            if (!Values.same(rewritten.fields(), stored.fields())) {
                changed.add(rewritten);
            }
        }
        if (!changed.isEmpty()) {
            references.lockTargets(byEntry(present).keySet(), changed.stream()
                    .flatMap(stored -> Values.targets(type, stored.fields()).stream()));
            store(type, changed);
            unique.replace(Holder.draft, Uses.of(type, locales, byEntry(all)));
            byEntry(changed).forEach((entry, byLocale) -> references.replace(type, entry, byLocale));
        }
        return changed;
    }

    private void store(ContentType type, List<Stored> changed) {
        jdbc.sql("""
                update variant v set fields = given.fields::jsonb, title = given.title,
                    title_key = given.title_key, slug = given.slug, title_words = given.title_words, words = given.words
                from unnest(:entries::uuid[], :locales::text[], :fields::text[], :titles::text[], :titleKeys::bytea[],
                    :slugs::text[], :titleWords::text[], :words::text[])
                    as given (entry_id, locale, fields, title, title_key, slug, title_words, words)
                where v.entry_id = given.entry_id and v.locale = given.locale""")
                .param("entries", changed.stream().map(Stored::entry).toArray(UUID[]::new))
                .param("locales", texts(changed, Stored::locale))
                .param("fields", texts(changed, stored -> json.writeValueAsString(stored.fields())))
                .param("titles", texts(changed, stored -> Values.title(type, stored.fields())))
                .param("titleKeys", TitleKeys.of(changed.stream().map(stored -> Values.title(type, stored.fields()))))
                .param("slugs", texts(changed, stored -> Values.slug(type, stored.fields())))
                .param("titleWords", texts(changed, stored -> Variant.titleWords(type, stored.fields())))
                .param("words", texts(changed, stored -> Variant.words(type, stored.fields()))).update();
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
}

package dev.headrace.admin.publishing;

import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Publications.Wanted;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.LostValues;
import dev.headrace.admin.schema.SharedUniques;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Unique;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adapts the values of publications to model changes. */
@Component
@Order(3) // claims unique values after the drafts
class PublicationValues implements StoredValues {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Publications publications;
    private final UniqueValues unique;
    private final JsonMapper json;

    PublicationValues(JdbcClient jdbc, Publications publications, UniqueValues unique, JsonMapper json) {
        this.jdbc = jdbc;
        this.publications = publications;
        this.unique = unique;
        this.json = json;
    }

    @Override
    public long countEntries(ContentType type) {
        return jdbc.sql("select count(distinct entry_id) from publication where type_id = :type")
                .param("type", type.id()).query(Long.class).single();
    }

    @Override
    public long countValues(ContentType type, String id) {
        Field topLevel = type.topLevel(id).orElseThrow();
        return jdbc
                .sql("""
                        select count(distinct entry_id) from publication where type_id = :type and jsonb_exists(fields, :topLevel)
                        and (:topLevel = :id or jsonb_path_exists(fields -> :topLevel, cast(:key as jsonpath))
                            or jsonb_path_exists(fields -> :topLevel, cast(:block as jsonpath)))""")
                .param("type", type.id())
                .param("id", id).param("topLevel", topLevel.id()).param("key", "$.**.\"" + id + "\"")
                .param("block", "$.** ? (@.\"_block\" == \"" + id + "\")").query(Long.class).single();
    }

    @Override
    public long countEntries(String locale) {
        return 0; // counted for drafts
    }

    @Override
    public long countUnfit(ContentType type, Field field) {
        return 0; // published values remain as they are
    }

    @Override
    public long countLost(ContentType type, Field field, Locales locales) {
        return LostValues.count("publication", type, field, locales, jdbc, json);
    }

    @Override
    public long countMissing(ContentType type, Field topLevel, String fieldId, Locales locales) {
        return 0; // counted for drafts
    }

    @Override
    public void addUniques(ContentType type, SharedUniques uniques) {
        uniques.add("publication", type, jdbc, json);
    }

    @Override
    public void remove(ContentType type, Locales locales, Set<String> ids, Collection<UUID> entries) {
        rewrite(type, locales, entries,
                (publication, _) -> Values.known(type, Values.without(publication.fields(), ids)));
    }

    @Override
    public void retitle(ContentType type, Collection<UUID> entries) {
        jdbc.sql("""
                update publication set slug = fields ->> :field::text
                where entry_id = any (:entries) and slug is distinct from fields ->> :field::text""")
                .param("field", type.slugField().map(Field::id).orElse(null))
                .param("entries", entries.toArray(UUID[]::new)).update();
    }

    @Override
    public void share(ContentType type, Locales locales, Collection<UUID> entries) {
        rewrite(type, locales, entries, (publication, all) -> locales.tags().stream()
                .flatMap(
                        tag -> Optional.ofNullable(all.get(new DocumentKey(publication.key().entryId(), tag))).stream())
                .findFirst().map(leading -> SharedValues.merge(type, leading.fields(), publication.fields()))
                .orElse(publication.fields()));
    }

    /** The projection removes unpublished documents from Redis. */
    @Override
    public void hide(ContentType type) {
        jdbc.sql("delete from publication where type_id = :type").param("type", type.id()).update();
    }

    @Override
    public void hideLocale(String locale) {
        jdbc.sql("delete from publication where locale = :locale").param("locale", locale).update();
    }

    @Override
    public void claimUnique(ContentType type, Field field, Locales locales) {
        forEachBatch(type, batch -> unique.add(Holder.publication, uses(type, locales, fieldsOf(batch)).stream()
                .map(uses -> new Uses(uses.entry(), uses.locale(), ofField(field, uses.values()))).toList()));
    }

    private static Map<DocumentKey, ObjectNode> fieldsOf(Map<DocumentKey, Publication> batch) {
        Map<DocumentKey, ObjectNode> fields = new HashMap<>();
        batch.forEach((key, publication) -> fields.put(key, publication.fields()));
        return fields;
    }

    /** A value that will be replaced when a field has been shared is not claimed. */
    private static List<Uses> uses(ContentType type, Locales locales, Map<DocumentKey, ObjectNode> published) {
        Map<UUID, Map<String, ObjectNode>> byEntry = new TreeMap<>();
        published.forEach((key, fields) -> byEntry.computeIfAbsent(key.entryId(), _ -> new HashMap<>())
                .put(key.locale(), fields));
        List<Uses> uses = new ArrayList<>();
        byEntry.forEach((entry, byLocale) -> SharedValues.inLocales(type, locales, byLocale)
                .forEach((locale, fields) -> uses.add(new Uses(entry, locale, Values.uniques(type, fields)))));
        return uses;
    }

    private static List<Unique> ofField(Field field, List<Unique> values) {
        return values.stream().filter(value -> value.fieldId().equals(field.id())).toList();
    }

    @Override
    public void releaseUnique(ContentType type, String fieldId) {
        // released together with those of drafts
    }

    private void rewrite(ContentType type, Locales locales, Collection<UUID> entries,
            BiFunction<Publication, Map<DocumentKey, Publication>, ObjectNode> change) {
        Map<DocumentKey, Publication> batch = publications.of(entries);
        Map<DocumentKey, ObjectNode> all = new HashMap<>();
        List<Wanted> changed = new ArrayList<>();
        batch.values().forEach(publication -> {
            ObjectNode fields = change.apply(publication, batch);
            all.put(publication.key(), fields);
            if (!Values.same(fields, publication.fields())) {
                changed.add(new Wanted(type, publication.key(), publication.version(), fields));
            }
        });
        if (!changed.isEmpty()) {
            publications.replaceValues(changed);
            unique.replace(Holder.publication, uses(type, locales, all));
        }
    }

    @Override
    public void noteDifferences(Collection<UUID> entries) {
        // stored with the drafts
    }

    /** Processes the publications of a batch of entries. */
    private interface Batch {
        void accept(Map<DocumentKey, Publication> batch);
    }

    private void forEachBatch(ContentType type, Batch work) {
        List<UUID> batch;
        UUID after = new UUID(0, 0);
        do {
            batch = jdbc.sql("""
                    select distinct entry_id from publication where type_id = :type and entry_id > :after
                    order by entry_id limit :limit""").param("type", type.id()).param("after", after)
                    .param("limit", BATCH).query(UUID.class).list();
            if (!batch.isEmpty()) {
                work.accept(publications.of(batch));
                after = batch.getLast();
            }
        } while (batch.size() == BATCH);
    }
}

package dev.headrace.admin.publishing;

import dev.headrace.admin.content.UniqueValues;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Publications.NewValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.StoredValues;
import dev.headrace.admin.schema.Values;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Adapts the values of publications to model changes. */
@Component
class PublicationValues implements StoredValues {

    private final JdbcClient jdbc;
    private final Publications publications;
    private final UniqueValues unique;

    PublicationValues(JdbcClient jdbc, Publications publications, UniqueValues unique) {
        this.jdbc = jdbc;
        this.publications = publications;
        this.unique = unique;
    }

    @Override
    public void remove(ContentType type, Locales locales, Set<String> ids, Collection<UUID> entries) {
        rewrite(type, locales, publications.all(entries).values(),
                publication -> Values.known(type, Values.without(publication.fields(), ids)));
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
        Collection<Publication> present = publications.all(entries).values();
        Map<UUID, Map<String, ObjectNode>> byEntry = byEntry(present, Publication::fields);
        rewrite(type, locales, present, publication -> SharedValues.mergeFirst(type, locales,
                Objects.requireNonNull(byEntry.get(publication.key().entryId())), publication.key().locale()));
        // Revisions from before have values of their own where there is one for all locales now.
        publications.setSharedNow(entries);
    }

    @Override
    public void updateChangedFlags(Collection<UUID> entries) {
        jdbc.sql("""
                update variant v set changed = v.fields <> p.fields from publication p
                where v.entry_id = any (:entries) and p.entry_id = v.entry_id and p.locale = v.locale
                and v.changed <> (v.fields <> p.fields)""").param("entries", entries.toArray(UUID[]::new)).update();
    }

    /** The projection removes unpublished documents from Redis. */
    @Override
    public void hide(ContentType type) {
        for (String table : List.of("publication", "ending")) {
            jdbc.sql("delete from " + table + " where type_id = :type").param("type", type.id()).update();
        }
    }

    @Override
    public void hideLocale(String locale) {
        for (String table : List.of("publication", "ending")) {
            jdbc.sql("delete from " + table + " where locale = :locale").param("locale", locale).update();
        }
    }

    @Override
    public void claimUnique(ContentType type, Field field, Locales locales, Collection<UUID> entries) {
        unique.add(Holder.publication, Uses.of(type, locales,
                byEntry(publications.all(entries).values(), Publication::fields)).stream().map(uses -> uses.of(field))
                .toList());
    }

    private void rewrite(ContentType type, Locales locales, Collection<Publication> present,
            Function<Publication, ObjectNode> change) {
        List<NewValues> changed = new ArrayList<>();
        Map<UUID, Map<String, ObjectNode>> byEntry = byEntry(present, publication -> {
            ObjectNode fields = change.apply(publication);
            if (!Values.same(fields, publication.fields())) {
                changed.add(new NewValues(type, publication.key(), publication.version(), fields));
            }
            return fields;
        });
        if (!changed.isEmpty()) {
            publications.replaceValues(changed);
            unique.replace(Holder.publication, Uses.of(type, locales, byEntry));
        }
    }

    private static Map<UUID, Map<String, ObjectNode>> byEntry(Collection<Publication> publications,
            Function<Publication, ObjectNode> fields) {
        Map<UUID, Map<String, ObjectNode>> byEntry = new TreeMap<>();
        publications.forEach(publication -> byEntry
                .computeIfAbsent(publication.key().entryId(), _ -> new HashMap<>())
                .put(publication.key().locale(), fields.apply(publication)));
        return byEntry;
    }
}

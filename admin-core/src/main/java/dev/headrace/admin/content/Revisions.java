package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.ValueKeys;
import dev.headrace.admin.schema.Values;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All saved drafts. Callers pass the variant, which only an actor who may see it can load. */
@Component
public class Revisions {

    private static final int MAX_EARLIER = 20;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Revisions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One saved draft; the number is the version that the variant then had. */
    public record Revision(int number, OffsetDateTime createdAt, String createdBy) {}

    void record(Variant variant) {
        jdbc.sql("""
                insert into revision (entry_id, locale, number, fields, created_at, created_by)
                values (:entry, :locale, :number, :fields::jsonb, :at, :by)""").param("entry", variant.entry().id())
                .param("locale", variant.locale()).param("number", variant.version())
                .param("fields", json.writeValueAsString(variant.fields()))
                .param("at", Timestamp.from(variant.updatedAt())).param("by", variant.updatedBy()).update();
    }

    /** Revisions with smaller numbers, newest first. */
    List<Revision> before(int number, VariantView variant, int limit) {
        return jdbc.sql("""
                select number, created_at, created_by from revision
                where entry_id = :entry and locale = :locale and number < :number
                order by number desc limit :limit""").param("entry", variant.id()).param("locale", variant.locale())
                .param("number", number).param("limit", limit).query(Revision.class).list();
    }

    /** Newest first. */
    List<Revision> latest(VariantView variant, int limit) {
        return before(Integer.MAX_VALUE, variant, limit);
    }

    /** A revision without its values. */
    Optional<Revision> find(VariantView variant, int number) {
        return jdbc.sql("""
                select number, created_at, created_by from revision
                where entry_id = :entry and locale = :locale and number = :number""").param("entry", variant.id())
                .param("locale", variant.locale()).param("number", number).query(Revision.class).optional();
    }

    /** The values of one revision in stored form, adapted to the current model. */
    Optional<ObjectNode> fields(VariantView variant, int number) {
        return fields(variant.id(), variant.locale(), number)
                .map(stored -> Values.ofRevision(variant.type(), stored));
    }

    /** How many blocks of a revision are left out, because their block type no longer exists. */
    int omittedBlocks(VariantView variant, int number) {
        return fields(variant.id(), variant.locale(), number)
                .map(stored -> Values.omittedBlocks(variant.type(), stored)).orElse(0);
    }

    /**
     * Like {@link #fields(VariantView, int)}, for a verb that has locked the entry.
     *
     * @param type the entry's
     */
    public Optional<ObjectNode> fields(ContentType type, Variant variant, int number) {
        return fields(variant.entry().id(), variant.locale(), number).map(stored -> Values.ofRevision(type, stored));
    }

    /** When a revision of a locked variant was saved. */
    public Instant savedAt(Variant variant, int number) {
        return jdbc.sql(
                "select created_at from revision where entry_id = :entry and locale = :locale and number = :number")
                .param("entry", variant.entry().id()).param("locale", variant.locale()).param("number", number)
                .query(Timestamp.class).single().toInstant();
    }

    /**
     * The localized values that a variant last had in list elements it no longer has, from at most {@value #MAX_EARLIER}
     * revisions.
     *
     * @param shared the values, in stored form, whose elements come back
     * @return the shared values with the localized ones of the variant
     */
    ObjectNode lastLocalized(ContentType type, Variant variant, ObjectNode shared) {
        Set<String> missing = SharedValues.added(type, shared, variant.fields());
        List<ObjectNode> newestFirst = new ArrayList<>();
        OptionalInt number = OptionalInt.of(variant.version());
        while (!missing.isEmpty() && newestFirst.size() < MAX_EARLIER) {
            number = newestWith(missing, variant, number.getAsInt());
            if (number.isEmpty()) {
                break;
            }
            ObjectNode values = fields(type, variant, number.getAsInt()).orElseThrow();
            newestFirst.add(values);
            missing.retainAll(SharedValues.added(type, shared, values));
        }
        ObjectNode localized = JsonNodeFactory.instance.objectNode();
        for (ObjectNode values : newestFirst.reversed()) {
            localized = SharedValues.merge(type, shared, values, localized);
        }
        return localized;
    }

    /** The newest revision before a number that has a list element with one of the keys. */
    private OptionalInt newestWith(Set<String> keys, Variant variant, int before) {
        return jdbc
                .sql("""
                        select number from revision where entry_id = :entry and locale = :locale and number < :before
                            and jsonb_path_exists(fields, cast(:path as jsonpath), jsonb_build_object('keys', :keys::jsonb))
                        order by number desc limit 1""")
                .param("entry", variant.entry().id())
                .param("locale", variant.locale()).param("before", before)
                .param("path", ValueKeys.PATH_OF_KEYS + " ? (@ == $keys[*])")
                .param("keys", json.writeValueAsString(keys)).query(Integer.class).optional().map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private Optional<ObjectNode> fields(UUID entry, String locale, int number) {
        return jdbc.sql("""
                select fields::text from revision
                where entry_id = :entry and locale = :locale and number = :number""").param("entry", entry)
                .param("locale", locale).param("number", number).query(String.class).optional()
                .map(text -> (ObjectNode) json.readTree(text));
    }
}

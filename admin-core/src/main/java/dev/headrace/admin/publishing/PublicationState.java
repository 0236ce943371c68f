package dev.headrace.admin.publishing;

import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.FieldPlace;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The path of a published variant at the edge, and its references that the edge does not have. */
@Component
class PublicationState {

    private final JdbcClient jdbc;
    private final Types types;

    PublicationState(JdbcClient jdbc, Types types) {
        this.jdbc = jdbc;
        this.types = types;
    }

    /** Whether and why a variant is withdrawn. */
    Optional<Withdrawal> withdrawal(VariantView variant) {
        return jdbc.sql("""
                select withdrawn_at, withdrawn_notice from publication
                where entry_id = :entry and locale = :locale and withdrawn_at is not null""")
                .param("entry", variant.id()).param("locale", variant.locale())
                .query((row, _) -> new Withdrawal(row.getTimestamp("withdrawn_at").toInstant(),
                        row.getString("withdrawn_notice")))
                .optional();
    }

    private record Row(String type, @Nullable String slug) {}

    /** The path of a document at the edge, by its slug or else its id; empty if the variant is not published. */
    Optional<String> path(VariantView variant) {
        return jdbc.sql("""
                select p.type, p.slug from publication join projection p using (entry_id, locale)
                where entry_id = :entry and locale = :locale""").param("entry", variant.id())
                .param("locale", variant.locale()).query(Row.class).optional()
                .map(row -> "/v1/content/" + row.type() + "/" + (row.slug() == null ? variant.id() : row.slug())
                        + parameter(variant.locale()));
    }

    /**
     * The labels of the public fields with references that the edge leaves out, because their targets are not published
     * for the locale.
     *
     * @param variant one that has just been published, so that its draft is its publication
     */
    List<String> absentReferences(VariantView variant) {
        ContentType type = variant.type();
        List<Reference> references = Values.publicReferences(type, variant.fields());
        Set<UUID> present = published(references.stream().map(Reference::target).distinct().toList(), variant.locale());
        return references.stream().filter(reference -> !present.contains(reference.target()))
                .flatMap(reference -> FieldPlace.of(type, reference.field().id()).stream()).map(FieldPlace::label)
                .distinct().toList();
    }

    /** The ids of those entries that are published in the locale, or in one that it falls back to. */
    private Set<UUID> published(List<UUID> entries, String locale) {
        return entries.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                        select distinct entry_id from publication
                        where entry_id = any (:entries) and locale = any (:chain)""")
                        .param("entries", entries.toArray(UUID[]::new))
                        .param("chain", types.locales().chain(locale).toArray(String[]::new)).query(UUID.class).list());
    }

    private String parameter(String locale) {
        return locale.equals(types.locales().defaultLocale()) ? "" : "?locale=" + locale;
    }
}

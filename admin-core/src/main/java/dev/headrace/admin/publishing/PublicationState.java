package dev.headrace.admin.publishing;

import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.schema.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the path of a published variant at the edge. */
@Component
class PublicationState {

    private final JdbcClient jdbc;
    private final Types types;

    PublicationState(JdbcClient jdbc, Types types) {
        this.jdbc = jdbc;
        this.types = types;
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

    private String parameter(String locale) {
        return locale.equals(types.locales().defaultLocale()) ? "" : "?locale=" + locale;
    }
}

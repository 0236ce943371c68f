package dev.headrace.local.system;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.system.StoredModel.Field;
import dev.headrace.local.system.StoredModel.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents that the edge must have according to PostgreSQL's publications. Reimplements the rules of fallback and
 * slugs.
 */
final class PublishedRows {

    private final StoredModel model;
    private final Map<String, Map<String, Row>> publications = new TreeMap<>();
    private final Map<String, Long> written = new TreeMap<>();

    /** A publication; the withdrawal is null if it is not withdrawn. */
    record Row(String entry, String locale, StoredModel.Type type, int version, JsonNode fields,
            String firstPublishedAt,
            String publishedAt, @Nullable JsonNode withdrawal) {

        @Nullable
        String slug() {
            Field field = type.slug();
            return field == null ? null : fields.path(field.id()).asString(null);
        }
    }

    private PublishedRows(StoredModel model) {
        this.model = model;
    }

    /** Reads all rows in one snapshot. */
    static PublishedRows read(Connection database) throws SQLException {
        PublishedRows read = new PublishedRows(StoredModel.read(database));
        try (Statement statement = database.createStatement()) {
            ResultSet rows = statement.executeQuery("select * from publication");
            while (rows.next()) {
                read.add(rows);
            }
            ResultSet marks = statement.executeQuery("select entry_id, locale, done from projection");
            while (marks.next()) {
                read.written.put(marks.getString("entry_id") + ":" + marks.getString("locale"), marks.getLong("done"));
            }
        }
        return read;
    }

    /** Whether everything is written to Redis and no job is pending. */
    static boolean isQuiet(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    select (select count(*) from projection where wanted > done) + (select count(*) from types_to_mark)
                        + (select count(*) from dependents_to_mark)
                        + (select count(*) from job where state in ('waiting', 'running'))""");
            row.next();
            return row.getInt(1) == 0;
        }
    }

    private void add(ResultSet row) throws SQLException {
        StoredModel.Type type = model.byId().get(row.getString("type_id"));
        String entry = row.getString("entry_id");
        String locale = row.getString("locale");
        if (type != null) {
            publications.computeIfAbsent(entry, _ -> new TreeMap<>()).put(locale, new Row(entry, locale, type,
                    row.getInt("version"), StoredModel.json(row.getString("fields")),
                    instant(row, "first_published_at"), instant(row, "published_at"), withdrawal(row)));
        }
    }

    private static @Nullable JsonNode withdrawal(ResultSet row) throws SQLException {
        String notice = row.getString("withdrawn_notice");
        return notice == null
                ? null
                : LocalCore.JSON.createObjectNode().put("at", instant(row, "withdrawn_at")).put("notice", notice);
    }

    private static String instant(ResultSet row, String column) throws SQLException {
        Instant instant = row.getTimestamp(column).toInstant();
        return instant.toString();
    }

    StoredModel model() {
        return model;
    }

    Set<String> locales() {
        return model.chains().keySet();
    }

    /** The publication from which an entry's document in a locale is rendered; null if there is none. */
    @Nullable
    Row source(String entry, String locale) {
        Map<String, Row> published = publications.getOrDefault(entry, Map.of());
        return Objects.requireNonNull(model.chains().get(locale)).stream().map(published::get)
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private Stream<Row> sources(String locale) {
        return publications.keySet().stream().map(entry -> source(entry, locale)).filter(Objects::nonNull);
    }

    /** Documents by {@code type:entry:locale:view}. */
    Map<String, JsonNode> documents() {
        Map<String, JsonNode> documents = new TreeMap<>();
        for (String locale : locales()) {
            sources(locale).forEach(row -> row.type.views().forEach((name, view) -> documents
                    .put(row.type.name() + ":" + row.entry + ":" + locale + ":" + name, render(row, view, locale))));
        }
        return documents;
    }

    /** Filter and sort values of all documents by {@code type:entry:locale}. */
    Map<String, JsonNode> indexed() {
        Map<String, JsonNode> indexed = new TreeMap<>();
        for (String locale : locales()) {
            sources(locale).forEach(row -> indexed.put(row.type.name() + ":" + row.entry + ":" + locale,
                    record(row, locale)));
        }
        return indexed;
    }

    /** Documents that lists omit, by {@code type:entry:locale}. */
    Set<String> withdrawn() {
        Set<String> withdrawn = new TreeSet<>();
        for (String locale : locales()) {
            sources(locale).filter(row -> row.withdrawal != null)
                    .forEach(row -> withdrawn.add(row.type.name() + ":" + row.entry + ":" + locale));
        }
        return withdrawn;
    }

    /** The last written version of {@code entry:locale}. */
    long version(String document) {
        return written.getOrDefault(document, 0L);
    }

    /** Types by entry, for entries that are published in any locale of the model. */
    Map<String, String> presences() {
        Map<String, String> presences = new TreeMap<>();
        locales().forEach(locale -> sources(locale).forEach(row -> presences.put(row.entry, row.type.name())));
        publications.forEach((entry, rows) -> rows.values().forEach(row -> presences.put(entry, row.type.name())));
        return presences;
    }

    /** Slug owners by {@code type:locale:slug}: the entry published nearest in the fallback chain, else the older one. */
    Map<String, String> slugs() {
        Map<String, String> slugs = new TreeMap<>();
        for (String locale : locales()) {
            List<String> chain = Objects.requireNonNull(model.chains().get(locale));
            sources(locale).filter(row -> row.slug() != null)
                    .sorted(Comparator.<Row>comparingInt(row -> chain.indexOf(row.locale))
                            .thenComparing(row -> row.entry))
                    .forEach(row -> slugs.putIfAbsent(row.type.name() + ":" + locale + ":" + row.slug(), row.entry));
        }
        return slugs;
    }

    private JsonNode render(Row row, View view, String locale) {
        ObjectNode document = new RenderedRow(this, locale, view.include()).render(row, view);
        ObjectNode meta = document.putObject("_meta").put("version", row.version)
                .put("publishedAt", row.firstPublishedAt).put("updatedAt", row.publishedAt).put("locale", row.locale);
        if (row.withdrawal != null) {
            meta.set("withdrawn", row.withdrawal);
        }
        return document;
    }

    /** The published targets of a reference. */
    Stream<Row> targets(JsonNode value, String locale) {
        Set<String> ids = new LinkedHashSet<>();
        if (value.isArray()) {
            value.forEach(id -> ids.add(id.stringValue()));
        } else if (value.isString()) {
            ids.add(value.stringValue());
        }
        return ids.stream().map(id -> source(id, locale)).filter(Objects::nonNull);
    }

    private JsonNode record(Row row, String locale) {
        ObjectNode values = LocalCore.JSON.createObjectNode();
        Stream.concat(row.type.sorts().stream(), row.type.filters().stream()).distinct().forEach(name -> {
            Field field = row.type.fields().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
            List<String> found = field.isReference()
                    ? targets(row.fields.path(field.id()), locale).map(Row::entry).toList()
                    : Optional.ofNullable(row.fields.path(field.id()).asString(null)).stream().toList();
            if (!found.isEmpty()) {
                found.forEach(values.putArray(name)::add);
            }
        });
        return values;
    }
}

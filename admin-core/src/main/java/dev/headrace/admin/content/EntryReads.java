package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.VariantView.LocaleState;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads single entries with their values. */
@Component
public class EntryReads {

    private static final String COLUMNS = """
            e.id, e.created_at, e.created_by, v.locale, v.status, v.version, v.title, v.slug,
            case when v.locale = :locale then v.fields::text else '{}' end as fields, v.updated_at, v.updated_by,
            v.published_at, v.unpublished_at, v.published_version, v.scheduled_at, e.trashed_at""";

    private final EntrySelect select;
    private final Types types;
    private final JsonMapper json;

    EntryReads(EntrySelect select, Types types, JsonMapper json) {
        this.select = select;
        this.types = types;
        this.json = json;
    }

    /**
     * An entry in a locale.
     *
     * @param locale null for the default
     * @throws NotFoundException if there is no such entry, the actor may not see it, or it does not exist in the locale
     */
    public VariantView variant(String typeName, UUID id, @Nullable String locale, Actor actor) {
        Model model = types.model();
        String checked = model.locales().check(locale);
        List<VariantView> variants = variants(model, model.type(typeName), id, checked, actor);
        return variants.stream().filter(variant -> variant.locale().equals(checked)).findFirst()
                .orElseThrow(() -> notFound(typeName, id, checked, variants));
    }

    /** Like {@link #variant}, but empty if the entry exists in other locales only. */
    public Optional<VariantView> find(String typeName, UUID id, String locale, Actor actor) {
        Model model = types.model();
        List<VariantView> variants = variants(model, model.type(typeName), id, locale, actor);
        if (variants.isEmpty()) {
            throw notFound(typeName, id, locale, variants);
        }
        return variants.stream().filter(variant -> variant.locale().equals(locale)).findFirst();
    }

    /** Whether there is an entry, of any type, that is not in the trash. */
    public boolean exists(UUID id, Actor actor) {
        return exists(id, "not v.trashed", types.locales().tags(), actor);
    }

    /** Whether there is an entry, of any type, that is published in one of these locales. */
    public boolean isPublished(UUID id, Collection<String> locales, Actor actor) {
        return exists(id, "v.published_version is not null", locales, actor);
    }

    private boolean exists(UUID id, String condition, Collection<String> locales, Actor actor) {
        return select.by(actor).and("e.id = :id").param("id", id).and(condition).and("v.locale = any (:locales)")
                .param("locales", locales.toArray(String[]::new)).count(1) > 0;
    }

    /** The entry with this import origin. */
    public Optional<UUID> imported(ContentType type, Entry.Origin origin, Actor actor) {
        return select.by(actor).and("e.type_id = :type").param("type", type.id()).and("e.import_source = :source")
                .param("source", origin.source()).and("e.import_key = :key").param("key", origin.key())
                .list("distinct e.id", "", (row, _) -> row.getObject(1, UUID.class)).stream().findFirst();
    }

    /** The entry of one of these types with this title, in any case; earlier locales of the model take precedence. */
    public Optional<UUID> titled(List<ContentType> among, String title, Actor actor) {
        return first(among, "left(lower(v.title), 200) = left(lower(:name), 200) and lower(v.title) = lower(:name)",
                title,
                actor);
    }

    /** The entry of one of these types with this slug; earlier locales of the model take precedence. */
    public Optional<UUID> withSlug(List<ContentType> among, String slug, Actor actor) {
        return first(among, "v.slug = :name", slug, actor);
    }

    private Optional<UUID> first(List<ContentType> among, String condition, String name, Actor actor) {
        return select.by(actor).and("v.type_id = any (:types)")
                .param("types", among.stream().map(ContentType::id).toArray(String[]::new))
                .and("v.locale = any (:locales)").param("locales", types.locales().tags().toArray(String[]::new))
                .and("not v.trashed").and(condition).param("name", name)
                .list("e.id", "order by array_position(:locales, v.locale), e.created_at limit 1",
                        (row, _) -> row.getObject(1, UUID.class))
                .stream().findFirst();
    }

    /** The first locale of the model in which an entry exists. */
    String firstLocale(String typeName, UUID id, Actor actor) {
        Model model = types.model();
        List<VariantView> variants = variants(model, model.type(typeName), id, model.locales().defaultLocale(), actor);
        if (variants.isEmpty()) {
            throw notFound(typeName, id, "", variants);
        }
        return variants.getFirst().locales().firstEntry().getKey();
    }

    private static NotFoundException notFound(String typeName, UUID id, String locale, List<VariantView> variants) {
        return new NotFoundException(variants.isEmpty()
                ? "There is no " + typeName + " with the id " + id + "."
                : "This " + typeName + " does not exist in the locale '" + locale + "', only in "
                        + variants.getFirst().locales().keySet().stream().map(tag -> "'" + tag + "'")
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    /** All variants; only the one in the given locale has values. */
    private List<VariantView> variants(Model model, ContentType type, UUID id, String locale, Actor actor) {
        SequencedMap<String, LocaleState> states = new LinkedHashMap<>();
        List<VariantView> read = select.by(actor).and("e.id = :id").param("id", id).and("v.type_id = :type")
                .param("type", type.id()).param("locale", locale)
                .list(COLUMNS, "", (row, _) -> variant(row, type, states));
        model.locales().tags().forEach(tag -> read.stream().filter(variant -> variant.locale().equals(tag))
                .forEach(variant -> states.put(tag, new LocaleState(variant.status(), variant.version()))));
        return read.stream().filter(variant -> states.containsKey(variant.locale())).toList();
    }

    private VariantView variant(ResultSet row, ContentType type, SequencedMap<String, LocaleState> states)
            throws SQLException {
        Integer publishedVersion = row.getObject("published_version", Integer.class);
        return new VariantView(row.getObject("id", UUID.class), type, row.getString("locale"), states,
                Status.of(row.getString("status")), row.getInt("version"), row.getString("title"),
                row.getString("slug"), (ObjectNode) json.readTree(row.getString("fields")),
                row.getTimestamp("created_at").toInstant(), row.getString("created_by"),
                row.getTimestamp("updated_at").toInstant(), row.getString("updated_by"), instant(row, "published_at"),
                instant(row, "unpublished_at"), publishedVersion, instant(row, "scheduled_at"),
                instant(row, "trashed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}

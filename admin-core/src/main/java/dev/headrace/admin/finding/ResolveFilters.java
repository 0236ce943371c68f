package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.EntryId;
import java.util.List;

/** Checks and completes filters by what entries have: the choices that they still have, and the slugs of references. */
final class ResolveFilters {

    private static final int MAX_EXAMINED = 1_000;

    private final EntrySelect select;
    private final Types types;

    ResolveFilters(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
    }

    /**
     * Replaces slugs by ids.
     *
     * @throws InvalidInputException if a filter has a choice that neither the model offers nor an entry of the list has,
     *     because an empty list would hide the mistake
     */
    EntryQuery resolve(ContentType type, EntryQuery query, Actor actor) {
        query.filters().forEach(filter -> rejectUnusedChoices(type, query, filter, actor));
        return query.with(query.filters().stream().map(
                filter -> filter.field().isReference() ? withIds(filter, query.locale(), actor) : filter).toList());
    }

    private void rejectUnusedChoices(ContentType type, EntryQuery query, EntryFilter filter, Actor actor) {
        List<String> choices = filter.field().choices();
        if (choices.isEmpty()) {
            return;
        }
        for (String value : filter.values()) {
            if (!choices.contains(value) && !isUsed(type, query.locale(), filter.with(List.of(value)), actor)) {
                throw new InvalidInputException("/" + filter.parameter(),
                        "must be one of " + String.join(", ", choices) + hint(filter, choices));
            }
        }
    }

    private static String hint(EntryFilter filter, List<String> choices) {
        boolean isList = filter.parameter().endsWith("[in]");
        return isList && choices.stream().anyMatch(choice -> choice.contains(","))
                ? "; a value that contains a comma cannot be in a list of values"
                : "";
    }

    /** Of the entries that have the value, the first ones are examined: many may be in the trash. */
    private boolean isUsed(ContentType type, String locale, EntryFilter filter, Actor actor) {
        ValueIndex values = ValueIndex.of(List.of(filter));
        Query entries = (values.subqueries().isEmpty()
                ? select.listed(actor)
                : select.namedBy(values.subqueries().getFirst() + " limit " + MAX_EXAMINED, actor))
                .and("v.type_id = :type").param("type", type.id()).and("v.locale = :locale").param("locale", locale);
        values.parameters().forEach(entries::param);
        FilterConditions.add(entries, filter);
        return entries.count(1) > 0;
    }

    private EntryFilter withIds(EntryFilter filter, String locale, Actor actor) {
        return filter.with(filter.values().stream()
                .flatMap(value -> ids(value, filter.field(), locale, actor).stream()).toList());
    }

    /**
     * The ids of the entries that a value of a filter of references names.
     *
     * @param value an id, or a slug in that locale
     */
    List<String> ids(String value, Field reference, String locale, Actor actor) {
        return EntryId.isId(value) ? List.of(value) : withSlug(value, reference, locale, actor);
    }

    private List<String> withSlug(String slug, Field reference, String locale, Actor actor) {
        String[] targets = reference.targets().stream().flatMap(name -> types.find(name).stream())
                .map(ContentType::id).toArray(String[]::new);
        return select.by(actor).and("v.type_id = any (:targets)").param("targets", targets)
                .and("v.locale = :locale").param("locale", locale).and("v.slug = :slug").param("slug", slug)
                .list("e.id", "order by e.id", (row, _) -> row.getString("id"));
    }
}

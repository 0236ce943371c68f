package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntryFilter.Comparison;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Translates filters to conditions on the values of variants. */
final class FilterConditions {

    // Values of the field's former type are neither numbers nor times.
    private static final String NUMBER = """
            case when jsonb_typeof(v.fields -> :%1$s) = 'number' then (v.fields ->> :%1$s)::numeric %2$s :%3$s end""";
    // Without the Z, times with and without milliseconds are in the order of their characters.
    private static final String TIME = """
            v.fields ->> :%1$s like '____-__-__T%%Z' and rtrim(v.fields ->> :%1$s, 'Z') collate "C" %2$s :%3$s""";

    private final EntrySelect select;
    private final Types types;

    FilterConditions(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
    }

    /** Restricts a query to the entries that match a resolved filter. */
    static void add(Query query, EntryFilter filter) {
        String field = "f" + query.parameterCount();
        String value = "v" + query.parameterCount();
        query.param(field, filter.field().id());
        if (filter.comparison() == Comparison.ONE_OF) {
            query.param(value, filter.values().toArray(String[]::new)).and(filter.field().many()
                    ? "jsonb_exists_any(v.fields -> :%s, :%s)".formatted(field, value)
                    : "v.fields ->> :%s = any (:%s)".formatted(field, value));
        } else {
            boolean isNumber = filter.field().listKind().filter(ValueKind.NUMBER::equals).isPresent();
            String bound = filter.values().getFirst();
            query.param(value, isNumber ? new BigDecimal(bound) : bound.replace("Z", ""))
                    .and((isNumber ? NUMBER : TIME).formatted(field, filter.comparison().operator(), value));
        }
    }

    /**
     * Replaces slugs by ids.
     *
     * @throws InvalidInputException if a filter has a choice that neither the model offers nor an entry of the list has,
     *     because an empty list would hide the mistake
     */
    EntryQuery resolved(ContentType type, EntryQuery query, Actor actor) {
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

    private boolean isUsed(ContentType type, String locale, EntryFilter filter, Actor actor) {
        ValueIndex values = ValueIndex.of(List.of(filter));
        Query entries = (values.conditions().isEmpty()
                ? select.listed(actor)
                : select.found(values.conditions(), actor)).and("v.type_id = :type").param("type", type.id())
                .and("v.locale = :locale").param("locale", locale);
        values.parameters().forEach(entries::param);
        add(entries, filter);
        return entries.count(1) > 0;
    }

    private EntryFilter withIds(EntryFilter filter, String locale, Actor actor) {
        return filter.with(filter.values().stream().flatMap(value -> EntryId.isId(value)
                ? Stream.of(value)
                : idsOf(value, filter.field(), locale, actor).stream()).toList());
    }

    private List<String> idsOf(String slug, Field reference, String locale, Actor actor) {
        String[] targets = reference.targets().stream().flatMap(name -> types.find(name).stream())
                .map(ContentType::id).toArray(String[]::new);
        return select.by(actor).and("v.type_id = any (:targets)").param("targets", targets)
                .and("v.locale = :locale").param("locale", locale).and("v.slug = :slug").param("slug", slug)
                .list("e.id", "order by e.id", (row, _) -> row.getString("id"));
    }
}

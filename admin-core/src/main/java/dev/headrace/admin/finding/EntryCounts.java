package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Total;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Numbers of entries, each counted in its first locale. */
@Component
public class EntryCounts {

    /** Limit of each count; a page has several. */
    private static final int MAX_COUNTED = 1_000;
    private static final int MAX_EXAMINED = 10_000;

    private final EntrySelect select;
    private final Types types;

    EntryCounts(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
    }

    /** By type and status. */
    public Map<String, Map<Status, Total>> byStatus(Actor actor) {
        Map<String, Map<Status, Total>> counts = new HashMap<>();
        for (ContentType type : types.model().all()) {
            Map<Status, Total> byStatus = new EnumMap<>(Status.class);
            for (Status status : Status.values()) {
                byStatus.put(status, count(
                        () -> ofType(type, actor).and("v.status = :status").param("status", status.name())));
            }
            counts.put(type.name(), byStatus);
        }
        return counts;
    }

    /** All entries of a type, except trashed ones. */
    Total total(ContentType type, Actor actor) {
        return count(() -> ofType(type, actor).and("not v.trashed"));
    }

    /**
     * Counts entries. Most exist in the default locale, where one index counts them. Only a limited number of variants
     * in other locales, mostly of the same entries, is examined; beyond that the count is inexact.
     */
    private Total count(Supplier<Query> variants) {
        int inDefault = variants.get().and("v.locale = :locale").param("locale", types.locales().defaultLocale())
                .count(MAX_COUNTED);
        if (inDefault == MAX_COUNTED || !types.locales().several()) {
            return Total.of(inDefault, MAX_COUNTED);
        }
        Query.Examined others = variants.get().and("v.locale = any (:others)")
                .param("others", types.locales().tags().stream().skip(1).toArray(String[]::new))
                .examine(types.locales().tags(), MAX_EXAMINED);
        return new Total(inDefault + others.first(), others.rows() < MAX_EXAMINED);
    }

    private Query ofType(ContentType type, Actor actor) {
        return select.listed(actor).and("v.type_id = :type").param("type", type.id());
    }
}

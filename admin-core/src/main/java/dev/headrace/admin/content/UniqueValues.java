package dev.headrace.admin.content;

import dev.headrace.admin.content.ClaimedValues.Claim;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Unique;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Claims on the values of unique fields. A value belongs to an entry as long as one of its drafts or publications has
 * it, so that another draft cannot take over a published value.
 */
@Component
public class UniqueValues {

    private static final String TAKEN = "is already used by another entry";

    private final JdbcClient jdbc;
    private final ClaimedValues claimed;

    UniqueValues(JdbcClient jdbc, ClaimedValues claimed) {
        this.jdbc = jdbc;
        this.claimed = claimed;
    }

    /** The kind of variant data that uses a value. */
    public enum Holder {
        draft, publication
    }

    /** The unique values of one variant. */
    public record Uses(UUID entry, String locale, List<Unique> values) {

        /**
         * The unique values of entries. A value that will be replaced when a field has been shared is not included.
         *
         * @param byEntry the values of each entry, by locale
         */
        public static List<Uses> of(ContentType type, Locales locales, Map<UUID, Map<String, ObjectNode>> byEntry) {
            List<Uses> uses = new ArrayList<>();
            byEntry.forEach((entry, byLocale) -> SharedValues.inLocales(type, locales, byLocale)
                    .forEach((locale, fields) -> uses.add(new Uses(entry, locale, Values.uniques(type, fields)))));
            return uses;
        }

        /** Only the values of one field. */
        public Uses of(Field field) {
            return new Uses(entry, locale,
                    values.stream().filter(value -> value.fieldId().equals(field.id())).toList());
        }
    }

    /** A claim with its claimant. */
    private record Claimed(UUID entry, String locale, Unique value) {
        Claim claim() {
            return new Claim(value.fieldId(), scope(value, locale), UniqueKey.of(value.text()));
        }

        Problem problem(PointerPrefix prefix, String message) {
            return new Problem(prefix.of(entry, locale) + value.path().pointer(), message);
        }
    }

    /**
     * Replaces the values that variants use; unused ones are released.
     *
     * @throws InvalidInputException naming each value that belongs to another entry
     */
    public void replace(Holder holder, Collection<Uses> uses) {
        replace(holder, uses, (_, _) -> "");
    }

    /** What the pointers of the problems of a variant begin with. */
    public interface PointerPrefix {
        String of(UUID entry, String locale);
    }

    /** Like {@link #replace(Holder, Collection)}. */
    public void replace(Holder holder, Collection<Uses> uses, PointerPrefix prefix) {
        release(holder, uses);
        add(holder, uses, prefix);
        releaseUnused(entries(uses));
    }

    private static UUID[] entries(Collection<Uses> uses) {
        return uses.stream().map(Uses::entry).distinct().toArray(UUID[]::new);
    }

    /**
     * Adds values to those that variants use.
     *
     * @throws InvalidInputException naming each value that belongs to another entry
     */
    public void add(Holder holder, Collection<Uses> uses) {
        add(holder, uses, (_, _) -> "");
    }

    private void add(Holder holder, Collection<Uses> uses, PointerPrefix prefix) {
        Map<Claim, Claimed> claims = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Uses each : uses) {
            for (Unique value : each.values()) {
                Claimed claimed = new Claimed(each.entry(), each.locale(), value);
                Claimed other = claims.putIfAbsent(claimed.claim(), claimed);
                if (!seen.add(List.of(each.entry(), each.locale(), claimed.claim()))) {
                    problems.add(claimed.problem(prefix, "is duplicated in this entry"));
                } else if (other != null && !other.entry().equals(each.entry())) {
                    problems.add(claimed.problem(prefix, TAKEN));
                }
            }
        }
        Set<Claim> granted = claims.isEmpty() ? Set.of() : claim(claims.values(), entries(uses));
        claims.forEach((claim, claimed) -> {
            if (!granted.contains(claim)) {
                problems.add(claimed.problem(prefix, TAKEN));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        insertUses(holder, uses);
    }

    /**
     * Claims are sorted, to avoid deadlocks. A value that one of the changed entries does not use any more passes to another
     * one; the caller holds the locks of all of them, so its uses cannot change.
     */
    private Set<Claim> claim(Collection<Claimed> claims, UUID[] changed) {
        claimed.repeat(claims.stream().map(Claimed::claim).toList());
        return new HashSet<>(jdbc.sql("""
                insert into unique_value (field_id, scope, value, entry_id)
                select * from unnest(:fields::text[], :scopes::text[], :keys::text[], :entries::uuid[])
                    as given (field_id, scope, value, entry_id) order by field_id, scope, value
                on conflict (field_id, scope, value) do update set entry_id = excluded.entry_id
                    where unique_value.entry_id = excluded.entry_id
                        or (unique_value.entry_id = any (:changed) and not exists (select from unique_use u
                            where u.entry_id = unique_value.entry_id and u.field_id = unique_value.field_id
                                and u.scope = unique_value.scope and u.value = unique_value.value))
                returning field_id, scope, value""").param("changed", changed)
                .param("fields", claims.stream().map(claimed -> claimed.claim().fieldId()).toArray(String[]::new))
                .param("scopes", claims.stream().map(claimed -> claimed.claim().scope()).toArray(String[]::new))
                .param("keys", claims.stream().map(claimed -> claimed.claim().value()).toArray(String[]::new))
                .param("entries", claims.stream().map(Claimed::entry).toArray(UUID[]::new)).query(Claim.class).list());
    }

    private void insertUses(Holder holder, Collection<Uses> uses) {
        List<Claimed> all = uses.stream().flatMap(each -> each.values().stream()
                .map(value -> new Claimed(each.entry(), each.locale(), value))).toList();
        if (all.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into unique_use (entry_id, locale, holder, field_id, scope, value)
                select entry_id, locale, :holder, field_id, scope, value
                from unnest(:entries::uuid[], :locales::text[], :fields::text[], :scopes::text[], :keys::text[])
                    as given (entry_id, locale, field_id, scope, value)
                on conflict do nothing""").param("holder", holder.name())
                .param("entries", all.stream().map(Claimed::entry).toArray(UUID[]::new))
                .param("locales", all.stream().map(Claimed::locale).toArray(String[]::new))
                .param("fields", all.stream().map(claimed -> claimed.claim().fieldId()).toArray(String[]::new))
                .param("scopes", all.stream().map(claimed -> claimed.claim().scope()).toArray(String[]::new))
                .param("keys", all.stream().map(claimed -> claimed.claim().value()).toArray(String[]::new)).update();
    }

    private void release(Holder holder, Collection<Uses> uses) {
        jdbc.sql("""
                delete from unique_use where holder = :holder and (entry_id, locale) in
                    (select * from unnest(:entries::uuid[], :locales::text[]))""").param("holder", holder.name())
                .param("entries", uses.stream().map(Uses::entry).toArray(UUID[]::new))
                .param("locales", uses.stream().map(Uses::locale).toArray(String[]::new)).update();
    }

    private void releaseUnused(UUID[] entries) {
        jdbc.sql("""
                delete from unique_value v where entry_id = any (:entries) and not exists
                    (select from unique_use u where u.entry_id = v.entry_id and u.field_id = v.field_id
                        and u.scope = v.scope and u.value = v.value)""").param("entries", entries).update();
    }

    /** Releases all values of a field that is no longer unique. */
    void releaseField(String fieldId) {
        jdbc.sql("delete from unique_use where field_id = :field").param("field", fieldId).update();
        jdbc.sql("delete from unique_value where field_id = :field").param("field", fieldId).update();
    }

    /**
     * Claims the first candidate that no other entry uses. A concurrent transaction that wants the same one waits for
     * this one to end, and then takes another.
     *
     * @param candidates distinct values
     * @return the value; empty if all are in use
     */
    Optional<String> takeFirstFree(String fieldId, String scope, List<String> candidates, UUID entry) {
        claimed.repeat(candidates.stream().map(value -> new Claim(fieldId, scope, UniqueKey.of(value))).toList());
        List<String> left = candidates;
        Optional<String> free = firstFree(fieldId, scope, left, entry);
        while (free.isPresent() && !take(fieldId, scope, free.get(), entry)) {
            left = left.subList(left.indexOf(free.get()) + 1, left.size());
            free = firstFree(fieldId, scope, left, entry);
        }
        return free;
    }

    private Optional<String> firstFree(String fieldId, String scope, List<String> candidates, UUID entry) {
        return jdbc.sql("""
                select candidate from unnest(:candidates::text[], :keys::text[]) with ordinality
                    as given (candidate, key, number)
                where not exists (select from unique_value
                    where field_id = :field and scope = :scope and value = key and entry_id <> :entry)
                order by number limit 1""").param("candidates", candidates.toArray(String[]::new))
                .param("keys", candidates.stream().map(UniqueKey::of).toArray(String[]::new)).param("field", fieldId)
                .param("scope", scope).param("entry", entry).query(String.class).optional();
    }

    private boolean take(String fieldId, String scope, String value, UUID entry) {
        return jdbc.sql("""
                insert into unique_value (field_id, scope, value, entry_id) values (:field, :scope, :key, :entry)
                on conflict (field_id, scope, value) do update set entry_id = excluded.entry_id
                    where unique_value.entry_id = excluded.entry_id""").param("field", fieldId).param("scope", scope)
                .param("key", UniqueKey.of(value)).param("entry", entry).update() == 1;
    }

    private static String scope(Unique value, String locale) {
        return scope(value.localized(), locale);
    }

    /** The scope in which a value must be unique: one locale, or all of them. */
    static String scope(boolean localized, String locale) {
        return localized ? locale : "";
    }
}

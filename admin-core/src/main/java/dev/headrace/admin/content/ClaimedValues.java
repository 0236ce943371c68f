package dev.headrace.admin.content;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The unique values that entries have claimed, for dry runs: each of their transactions is rolled back, but the values
 * that one has claimed are taken for the later ones.
 */
@Component
public class ClaimedValues {

    private static final ScopedValue<Set<Claim>> EARLIER = ScopedValue.newInstance();

    private final JdbcClient jdbc;

    ClaimedValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A claim on a value of a field.
     *
     * @param scope in which the value must be unique
     * @param value long values are shortened, see {@link UniqueKey}
     */
    public record Claim(String fieldId, String scope, String value) {}

    /**
     * Does work for which values are taken that transactions claimed before they were rolled back. Its own transaction
     * must be rolled back, too.
     */
    public static <T> T after(Set<Claim> earlier, Supplier<T> work) {
        return ScopedValue.where(EARLIER, earlier).call(work::get);
    }

    /** The claims of entries, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Claim> of(Collection<UUID> entries) {
        return jdbc.sql("select field_id, scope, value from unique_value where entry_id = any (:ids)")
                .param("ids", entries.toArray(UUID[]::new)).query(Claim.class).list();
    }

    /** Claims those of the values that are taken, for an entry that does not exist. */
    void repeat(Collection<Claim> claims) {
        List<Claim> taken = EARLIER.isBound()
                ? claims.stream().filter(EARLIER.get()::contains).toList()
                : List.of();
        if (!taken.isEmpty()) {
            jdbc.sql("""
                    insert into unique_value (field_id, scope, value, entry_id)
                    select field_id, scope, value, :nobody
                    from unnest(:fields::text[], :scopes::text[], :values::text[]) as given (field_id, scope, value)
                    order by field_id, scope, value on conflict do nothing""").param("nobody", UUID.randomUUID())
                    .param("fields", taken.stream().map(Claim::fieldId).toArray(String[]::new))
                    .param("scopes", taken.stream().map(Claim::scope).toArray(String[]::new))
                    .param("values", taken.stream().map(Claim::value).toArray(String[]::new)).update();
        }
    }
}

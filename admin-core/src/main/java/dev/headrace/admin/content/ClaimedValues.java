package dev.headrace.admin.content;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The unique values that entries have claimed, for imports that are only tried: a transaction that will be rolled back
 * claims again what an earlier one had claimed.
 */
@Component
public class ClaimedValues {

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

    /** The claims of entries, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Claim> of(Collection<UUID> entries) {
        return jdbc.sql("select field_id, scope, value from unique_value where entry_id = any (:ids)")
                .param("ids", entries.toArray(UUID[]::new)).query(Claim.class).list();
    }

    /** Claims values for an entry that does not exist, so the caller's transaction cannot be committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(Collection<Claim> claims) {
        if (!claims.isEmpty()) {
            jdbc.sql("""
                    insert into unique_value (field_id, scope, value, entry_id)
                    select field_id, scope, value, :nobody
                    from unnest(:fields::text[], :scopes::text[], :values::text[]) as given (field_id, scope, value)
                    order by field_id, scope, value on conflict do nothing""").param("nobody", UUID.randomUUID())
                    .param("fields", claims.stream().map(Claim::fieldId).toArray(String[]::new))
                    .param("scopes", claims.stream().map(Claim::scope).toArray(String[]::new))
                    .param("values", claims.stream().map(Claim::value).toArray(String[]::new)).update();
        }
    }
}

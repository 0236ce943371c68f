package dev.headrace.admin.importing;

import java.util.NavigableSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Serializes transactions that create entries with the same names, so that each name gets one entry. */
@Component
class LockNames {

    private final JdbcClient jdbc;

    LockNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks names until the end of the caller's transaction.
     *
     * @param names in any form that all callers agree on
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void all(NavigableSet<String> names) {
        names.forEach(name -> jdbc.sql("select pg_advisory_xact_lock(hashtextextended('import ' || :name, 0))")
                .param("name", name).query(row -> {}));
    }
}

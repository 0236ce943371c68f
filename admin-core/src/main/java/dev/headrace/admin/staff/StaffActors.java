package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Actor.Kind;
import dev.headrace.admin.access.CurrentActors;
import dev.headrace.admin.access.Role;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads actors from the staff and access token tables; each lookup is one query by primary key. */
@Component
class StaffActors implements CurrentActors {

    private static final String PERSON = "select email, role from staff where id = :id";
    private static final String TOKEN_OWNER = """
            select s.email, s.role from access_token t join staff s on s.id = t.staff_id where t.id = :id""";

    private final JdbcClient jdbc;

    StaffActors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Actor> find(Kind kind, UUID id) {
        return switch (kind) {
            case staff -> read(PERSON, kind, id);
            case token -> read(TOKEN_OWNER, kind, id);
            case job, system -> Optional.empty();
        };
    }

    private Optional<Actor> read(String sql, Kind kind, UUID id) {
        return jdbc.sql(sql).param("id", id)
                .query((row, _) -> new Actor(kind, id, row.getString("email"), Role.valueOf(row.getString("role"))))
                .optional();
    }
}

package dev.headrace.admin.staff;

import java.util.List;
import java.util.UUID;
import org.springframework.security.core.userdetails.User;

/** The principal stored in a session. It has no role, because a role can change during the session. */
final class SignedInPerson extends User {

    private static final long serialVersionUID = 1;

    private final UUID id;

    SignedInPerson(Person person) {
        super(person.email(), person.passwordHash(), List.of());
        this.id = person.id();
    }

    UUID id() {
        return id;
    }
}

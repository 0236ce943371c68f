package dev.headrace.admin.access;

import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who does something, and with which role.
 *
 * @param id the id of the staff member, the access token or the job; zero for the system
 * @param name what people read: the email address of the person acted for
 */
public record Actor(Kind kind, UUID id, String name, Role role) {

    /** How an actor reached the core. */
    public enum Kind {
        /** A person with a session. */
        staff,
        /** A program with a person's access token. */
        token,
        /** A background job that a person started. */
        job,
        /** The core itself. */
        system
    }

    private static final Actor SYSTEM = new Actor(Kind.system, new UUID(0, 0), "system", Role.administrator);

    /** The actor for what nobody asked for, such as the setup of a new installation. */
    public static Actor system() {
        return SYSTEM;
    }

    public boolean may(Permission permission) {
        return role.permits(permission);
    }

    /** @throws AccessDeniedException with the permission's sentence, unless the role permits it */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new AccessDeniedException(permission.refusal());
        }
    }
}

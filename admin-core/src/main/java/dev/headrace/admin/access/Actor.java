package dev.headrace.admin.access;

import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;

/**
 * The party that performs an action, with its role.
 *
 * @param id the id of the staff member, the access token or the job; zero for the system
 * @param name display name: the email address of the person it acts for
 */
public record Actor(Kind kind, UUID id, String name, Role role) {

    /** Kind of access to the core. */
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

    /** The actor for work that no person started, such as setting up a new installation. */
    public static Actor system() {
        return SYSTEM;
    }

    public boolean may(Permission permission) {
        return role.permits(permission);
    }

    /** @throws AccessDeniedException with the permission's message, unless the role permits it */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new AccessDeniedException(permission.refusal());
        }
    }
}

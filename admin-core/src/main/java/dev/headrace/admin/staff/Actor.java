package dev.headrace.admin.staff;

import org.springframework.security.access.AccessDeniedException;

/**
 * On whose behalf something is done.
 *
 * @param name the person's email address
 */
public record Actor(String name, Role role) {

    /** What a person may do. */
    public enum Role {
        /** Everything. */
        administrator,
        /** Content: create, edit, publish. */
        editor
    }

    /** @throws AccessDeniedException unless it is an administrator */
    public void mustAdminister() {
        if (role != Role.administrator) {
            throw new AccessDeniedException("Only administrators may do this.");
        }
    }
}

package dev.headrace.admin.access;

import org.springframework.stereotype.Component;

/** Both roles see all entries. */
@Component
class RoleAccess implements AccessRules {

    @Override
    public Access entries(Actor actor) {
        return switch (actor.role()) {
            case administrator, editor -> Access.ALL;
        };
    }
}

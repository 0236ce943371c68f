package dev.headrace.admin.access;

import org.springframework.stereotype.Component;

/** What the two roles may see: both see all entries. */
@Component
class RoleAccess implements AccessRules {

    @Override
    public Access entries(Actor actor) {
        return switch (actor.role()) {
            case administrator, editor -> Access.ALL;
        };
    }
}

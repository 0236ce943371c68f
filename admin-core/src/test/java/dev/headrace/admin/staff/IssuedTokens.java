package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import org.springframework.context.ApplicationContext;

/** Issues tokens for tests of other packages. */
public final class IssuedTokens {

    private IssuedTokens() {}

    public static String issue(ApplicationContext context, String email) {
        return context.getBean(AccessTokens.class).issue(email, "test", Actor.system()).orElseThrow();
    }
}

package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import org.springframework.context.ApplicationContext;

/** Gives tests of other packages a token. */
public final class IssuedTokens {

    private IssuedTokens() {}

    public static String issue(ApplicationContext context, String email) {
        return context.getBean(AccessTokens.class).issue(email, "test", Actor.system()).orElseThrow();
    }
}

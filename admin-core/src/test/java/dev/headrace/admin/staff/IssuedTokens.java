package dev.headrace.admin.staff;

import org.springframework.context.ApplicationContext;

/** Gives tests of other packages a token. */
public final class IssuedTokens {

    private IssuedTokens() {}

    public static String issue(ApplicationContext context, String email) {
        return context.getBean(AccessTokens.class).issue(email, "test").orElseThrow();
    }
}

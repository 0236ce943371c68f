package dev.headrace.admin.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * An attempt to sign in.
 *
 * @param email as {@link Person#emailOf} writes it
 * @param device the id of the browser if the person has signed in there before; else null
 */
record SignInAttempt(String email, String host, @Nullable String device) {

    private static final String ATTRIBUTE = SignInAttempt.class.getName();

    /** Details of an authentication, with its attempt. */
    private static final class Details extends WebAuthenticationDetails {

        private static final long serialVersionUID = 1;

        private final transient @Nullable SignInAttempt attempt;

        Details(HttpServletRequest request) {
            super(request);
            this.attempt = (SignInAttempt) request.getAttribute(ATTRIBUTE);
        }
    }

    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** For the authentication of the attempt that is kept in a request. */
    static WebAuthenticationDetails details(HttpServletRequest request) {
        return new Details(request);
    }

    static SignInAttempt of(Authentication authentication) {
        return Objects.requireNonNull(((Details) Objects.requireNonNull(authentication.getDetails())).attempt);
    }
}

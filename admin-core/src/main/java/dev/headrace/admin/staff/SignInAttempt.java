package dev.headrace.admin.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * An attempt to sign in.
 *
 * @param email as {@link Person#emailOf} writes it
 * @param host see {@link #host}
 * @param device the id of the browser if the person has signed in there before; else null
 */
record SignInAttempt(String email, String host, @Nullable String device) {

    private static final String ATTRIBUTE = SignInAttempt.class.getName();
    private static final int BYTES_OF_NETWORK = 8;

    /** Details of an authentication, with its attempt. */
    private static final class Details extends WebAuthenticationDetails {

        private static final long serialVersionUID = 1;

        private final transient @Nullable SignInAttempt attempt;

        Details(HttpServletRequest request) {
            super(request);
            this.attempt = (SignInAttempt) request.getAttribute(ATTRIBUTE);
        }
    }

    /** The host of a client: its address, or for IPv6 its /64 network, because a client has all addresses of one. */
    static String host(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == BYTES_OF_NETWORK / 2
                    ? address
                    : HexFormat.of().formatHex(bytes, 0, BYTES_OF_NETWORK);
        } catch (IllegalArgumentException e) {
            // A proxy may send names.
            return address;
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

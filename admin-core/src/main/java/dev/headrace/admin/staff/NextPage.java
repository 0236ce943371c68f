package dev.headrace.admin.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page to show after signing in. The URL of the sign-in page and its form carry it, so that nothing is stored for
 * somebody who is not signed in.
 */
final class NextPage {

    static final String PARAMETER = "next";

    private static final String DASHBOARD = "/admin";
    private static final int MAX_LENGTH = 2_000;
    private static final Pattern ENCODED_DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

    private NextPage() {}

    /** The page of a sign-in form; the dashboard if there is none, or if it is not a page of the admin. */
    static String of(HttpServletRequest signIn) {
        return parameter(signIn).orElse(DASHBOARD);
    }

    /** The sign-in page in a state, such as {@code failed}, that keeps the form's page. */
    static String signIn(String state, HttpServletRequest signIn) {
        return StaffSecurity.SIGN_IN + "?" + state + parameter(signIn).map(page -> "&" + query(page)).orElse("");
    }

    /** The sign-in page that leads to the requested page. */
    static String signInFor(HttpServletRequest requested) {
        String query = requested.getQueryString();
        String page = requested.getRequestURI() + (query == null ? "" : "?" + query);
        boolean shown = requested.getMethod().equals("GET") && isPage(page) && !page.equals(DASHBOARD);
        return StaffSecurity.SIGN_IN + (shown ? "?" + query(page) : "");
    }

    private static Optional<String> parameter(HttpServletRequest signIn) {
        return Optional.ofNullable(signIn.getParameter(PARAMETER)).filter(NextPage::isPage);
    }

    private static String query(String page) {
        return PARAMETER + "=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    /**
     * Anybody can write a link to the sign-in page, which must lead neither to another site nor out of the admin.
     * Browsers treat encoded dots as dots.
     */
    private static boolean isPage(@Nullable String page) {
        if (page == null || page.length() > MAX_LENGTH) {
            return false;
        }
        try {
            URI uri = URI.create(ENCODED_DOT.matcher(page).replaceAll(".")).normalize();
            String path = uri.getRawPath();
            return !uri.isAbsolute() && uri.getRawAuthority() == null && path != null
                    && (path.equals(DASHBOARD) || path.startsWith(DASHBOARD + "/"))
                    && !path.startsWith(StaffSecurity.SIGN_IN);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package dev.headrace.admin.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** The cookie of sessions. */
@Configuration
class SessionCookies {

    private static final String NAME = "headrace";

    @Bean
    CookieSerializer sessionCookie(StaffSettings settings) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(NAME);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(settings.secureCookies());
        cookie.setSameSite("Lax");
        return cookie;
    }

    @Bean
    HttpSessionIdResolver sessionIds(CookieSerializer cookie) {
        CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();
        cookies.setCookieSerializer(cookie);
        return new WellFormedIds(cookies);
    }

    /** What cannot be an id never reaches the database, which would reject some of it with an error. */
    private record WellFormedIds(HttpSessionIdResolver cookies) implements HttpSessionIdResolver {

        private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        @Override
        public List<String> resolveSessionIds(HttpServletRequest request) {
            return cookies.resolveSessionIds(request).stream().filter(id -> ID.matcher(id).matches()).toList();
        }

        @Override
        public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
            cookies.setSessionId(request, response, sessionId);
        }

        @Override
        public void expireSession(HttpServletRequest request, HttpServletResponse response) {
            cookies.expireSession(request, response);
        }
    }
}

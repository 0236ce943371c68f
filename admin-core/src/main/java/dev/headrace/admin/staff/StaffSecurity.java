package dev.headrace.admin.staff;

import dev.headrace.admin.web.ProblemResponses;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.MissingCsrfTokenException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who gets in where: the API by token or session, the admin by session, everything else nowhere. */
@Configuration
class StaffSecurity {

    static final String SIGN_IN = "/admin/sign-in";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: https:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AccessTokens accessTokens(JdbcClient jdbc, Clock clock) {
        return new AccessTokens(jdbc, clock);
    }

    /** Health and metrics lie on a port of their own, which only operators can reach. */
    @Bean
    @Order(0)
    SecurityFilterChain management(HttpSecurity http, Environment environment) {
        return http
                .securityMatcher(request -> Integer.valueOf(request.getLocalPort())
                        .equals(environment.getProperty("local.management.port", Integer.class)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable()).build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, AccessTokens tokens, ProblemResponses problems) {
        AuthenticationEntryPoint unauthenticated = (_, response, _) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"headrace\"");
            problems.send(response, HttpStatus.UNAUTHORIZED, "A valid access token or a session is needed.");
        };
        AccessDeniedHandler denied = (_, response, e) -> problems.send(response, HttpStatus.FORBIDDEN,
                String.valueOf(e.getMessage()));
        return http.securityMatcher("/api/**")
                .addFilterBefore(new BearerTokenFilter(tokens, unauthenticated), CsrfFilter.class)
                .csrf(csrf -> csrf.ignoringRequestMatchers(BearerTokenFilter::bears))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .requestCache(cache -> cache.disable())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .headers(StaffSecurity::headers).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain admin(HttpSecurity http, SignInThrottle throttle,
            @Value("${headrace.session-timeout}") Duration sessionTimeout) {
        return http
                .addFilterBefore(new SignInThrottle.Filter(throttle), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(SIGN_IN, "/assets/**", "/webjars/**", "/favicon.ico", "/error").permitAll()
                        .requestMatchers("/", "/admin", "/admin/**").authenticated()
                        .anyRequest().denyAll())
                .formLogin(form -> form.loginPage(SIGN_IN).usernameParameter("email")
                        .successHandler(signedIn(sessionTimeout))
                        .failureUrl(SIGN_IN + "?failed"))
                .logout(logout -> logout.logoutUrl("/admin/sign-out").logoutSuccessUrl(SIGN_IN + "?signedOut"))
                .requestCache(cache -> cache.requestCache(visitedPages()))
                .exceptionHandling(errors -> errors.accessDeniedHandler(StaffSecurity::deny)
                        .defaultAuthenticationEntryPointFor(StaffSecurity::reloadPage,
                                StaffSecurity::asksForPartOfPage))
                .headers(StaffSecurity::headers).build();
    }

    /** Sessions of strangers last for minutes only; from here on it is somebody's. */
    private static AuthenticationSuccessHandler signedIn(Duration sessionTimeout) {
        SavedRequestAwareAuthenticationSuccessHandler whereTheyWanted = new SavedRequestAwareAuthenticationSuccessHandler();
        whereTheyWanted.setDefaultTargetUrl("/admin");
        return (request, response, authentication) -> {
            request.getSession().setMaxInactiveInterval(Math.toIntExact(sessionTimeout.toSeconds()));
            whereTheyWanted.onAuthenticationSuccess(request, response, authentication);
        };
    }

    /** Whoever leaves the sign-in page open for longer than its session lasts is asked once more. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException, ServletException {
        if (e instanceof MissingCsrfTokenException && request.getRequestURI().equals(SIGN_IN)
                && request.getParameter("_csrf") != null) {
            response.sendRedirect(SIGN_IN + "?expired");
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, e);
        }
    }

    private static boolean asksForPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    /** The sign-in page must not end up in the middle of a page that was open when the session ended. */
    private static void reloadPage(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException e) {
        response.setHeader("HX-Refresh", "true");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }

    /** Where somebody wanted to go before they had to sign in. */
    private static RequestCache visitedPages() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> "GET".equals(request.getMethod()) && !asksForPartOfPage(request));
        return cache;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"));
    }
}

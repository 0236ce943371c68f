package dev.headrace.admin.staff;

import dev.headrace.admin.access.CurrentActors;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.web.ProblemResponses;
import dev.headrace.admin.web.Problems;
import dev.headrace.admin.web.SignedInCheck;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.MissingCsrfTokenException;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.support.TransactionTemplate;

/** Authentication and authorization by path: the API by token or session, the admin by session, nothing else. */
@Configuration
class StaffSecurity {

    static final String SIGN_IN = "/admin/sign-in";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: https:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    /** Static, because the filter that needs it is created before this configuration. */
    @Bean
    static SignedInCheck signedInCheck() {
        return request -> (Problems.isApi(request.getRequestURI()) && BearerTokenFilter.bears(request))
                || hasSession(request);
    }

    private static boolean hasSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session
                .getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Passwords.encoder();
    }

    @Bean
    AccessTokens accessTokens(JdbcClient jdbc, TransactionTemplate transactions, ActivityLog activity, Clock clock) {
        return new AccessTokens(jdbc, transactions, activity, clock);
    }

    /**
     * Unknown methods get a {@code 405} that names the known ones. The server itself rejects TRACE, and accepts paths
     * with characters that a URI must not have.
     */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall() {

            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                if (Problems.instance(request.getRequestURI()).isEmpty()) {
                    throw new RequestRejectedException("The path is not a valid URI.");
                }
                return super.getFirewalledRequest(request);
            }
        };
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** Health and metrics are on a separate port that only operators can reach. */
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
    SecurityFilterChain api(HttpSecurity http, AccessTokens tokens, CurrentActors actors, ProblemResponses problems) {
        AuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        AccessDeniedHandler denied = (request, response, e) -> {
            // Nobody is signed in, so there is no session that a token could belong to.
            if (e instanceof MissingCsrfTokenException
                    && SecurityContextHolder.getContext().getAuthentication() == null) {
                unauthenticated.commence(request, response, new InsufficientAuthenticationException("no session", e));
            } else {
                problems.send(request, response, HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
            }
        };
        return http.securityMatcher("/api/**")
                .addFilterBefore(new BearerTokenFilter(tokens, unauthenticated), CsrfFilter.class)
                .addFilterBefore(new SameOriginFilter(), CsrfFilter.class)
                .addFilterBefore(new CurrentActorFilter(actors), AnonymousAuthenticationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(new SessionCsrfTokens())
                        .ignoringRequestMatchers(BearerTokenFilter::bears))
                // Leads to a page, which asks to sign in.
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/docs").permitAll().anyRequest()
                        .authenticated())
                .requestCache(cache -> cache.disable())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .headers(StaffSecurity::headers).build();
    }

    private static AuthenticationEntryPoint unauthenticated(ProblemResponses problems) {
        return (request, response, _) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"headrace\"");
            problems.send(request, response, HttpStatus.UNAUTHORIZED, "A valid access token or a session is required.");
        };
    }

    /** Paths that belong to neither the pages nor the API do not exist, but only those who are signed in learn that. */
    @Bean
    @Order(2)
    SecurityFilterChain admin(HttpSecurity http, SignInThrottle throttle, KnownDevices devices, CurrentActors actors,
            ProblemResponses problems) {
        return http
                .addFilterBefore(new SameOriginFilter(), CsrfFilter.class)
                .addFilterBefore(new SignInThrottle.Filter(throttle, devices),
                        UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new CurrentActorFilter(actors), AnonymousAuthenticationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(new SessionCsrfTokens()).ignoringRequestMatchers(SIGN_IN))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(SIGN_IN, "/assets/**", "/webjars/**", "/favicon.ico", "/error").permitAll()
                        .requestMatchers("/", "/admin", "/admin/**").authenticated()
                        .anyRequest().denyAll())
                .formLogin(form -> form.loginPage(SIGN_IN).usernameParameter("email")
                        .authenticationDetailsSource(SignInAttempt::details)
                        .successHandler((request, response, authentication) -> {
                            devices.remember(authentication.getName(), response);
                            response.sendRedirect(NextPage.of(request));
                        })
                        .failureHandler((request, response, _) -> response
                                .sendRedirect(NextPage.signIn("failed", request))))
                .logout(logout -> logout.logoutUrl("/admin/sign-out").logoutSuccessUrl(SIGN_IN + "?signedOut"))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(errors -> errors.accessDeniedHandler(StaffSecurity::deny)
                        .authenticationEntryPoint(askToSignIn(problems)))
                .headers(StaffSecurity::headers).build();
    }

    private static AuthenticationEntryPoint askToSignIn(ProblemResponses problems) {
        AuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        return (request, response, e) -> {
            if (isPartOfPage(request)) {
                askToReload(response);
            } else if (Problems.isFromBrowser(request)) {
                response.sendRedirect(NextPage.signInFor(request));
            } else {
                unauthenticated.commence(request, response, e);
            }
        };
    }

    /** A form without a session asks to sign in. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException, ServletException {
        boolean withoutSession = e instanceof MissingCsrfTokenException && request.getParameter("_csrf") != null;
        if (withoutSession && isPartOfPage(request)) {
            askToReload(response);
        } else if (withoutSession) {
            response.sendRedirect(SIGN_IN + "?ended");
        } else if (!isPage(request.getRequestURI())) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, e);
        }
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.equals("/admin") || path.startsWith("/admin/");
    }

    private static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    /** Reloads the whole page when the session has ended, instead of showing the sign-in page inside it. */
    private static void askToReload(HttpServletResponse response) {
        response.setHeader("HX-Refresh", "true");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"));
    }
}

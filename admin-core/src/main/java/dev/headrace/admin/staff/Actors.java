package dev.headrace.admin.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Actor} of a request as an argument. */
@Component
class Actors implements HandlerMethodArgumentResolver {

    private static final String AUTHORITY = "ROLE_";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            throw new AuthenticationCredentialsNotFoundException("nobody is signed in");
        }
        return authentication.getAuthorities().stream().map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(AUTHORITY))
                .map(authority -> new Actor(authentication.getName(),
                        Actor.Role.valueOf(authority.substring(AUTHORITY.length()))))
                .findFirst().orElseThrow(() -> new AuthenticationCredentialsNotFoundException("nobody is signed in"));
    }

    static String authority(Actor.Role role) {
        return AUTHORITY + role.name();
    }

    static Authentication authentication(Actor actor) {
        return UsernamePasswordAuthenticationToken.authenticated(actor.name(), null,
                List.of(new SimpleGrantedAuthority(authority(actor.role()))));
    }
}

package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.CurrentActors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the role of the signed-in person on each request, so that a changed role applies at once. Ends the session of a
 * person who was removed.
 */
class CurrentActorFilter extends OncePerRequestFilter {

    private final CurrentActors actors;

    CurrentActorFilter(CurrentActors actors) {
        this.actors = actors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInPerson person) {
            Optional<Actor> actor = actors.find(Actor.Kind.staff, person.id());
            if (actor.isPresent()) {
                use(actor.get());
            } else {
                signOut(request);
            }
        }
        chain.doFilter(request, response);
    }

    /** Error pages show the menu, which depends on the role. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** Sets the actor for this request, in a new context because the current one belongs to the session. */
    static void use(Actor actor) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ActorAuthentication(actor));
        SecurityContextHolder.setContext(context);
    }

    private static void signOut(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}

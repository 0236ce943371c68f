package dev.headrace.admin.staff;

import java.security.Principal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Tells an open page whether its session still exists. After a new sign-in in another tab, its token has changed, and
 * perhaps the person.
 */
@Controller
class SessionPages {

    /**
     * The current session.
     *
     * @param person the email address
     */
    record Session(String csrfToken, String person) {}

    @GetMapping("/admin/session")
    @ResponseBody
    Session session(CsrfToken token, Principal person) {
        return new Session(token.getToken(), person.getName());
    }
}

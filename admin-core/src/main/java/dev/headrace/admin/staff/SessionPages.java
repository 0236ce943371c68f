package dev.headrace.admin.staff;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Tells an open page whether its session still exists; after a new sign-in in another tab, its token has changed. */
@Controller
class SessionPages {

    /** The current session. */
    record Session(String csrfToken) {}

    @GetMapping("/admin/session")
    @ResponseBody
    Session session(CsrfToken token) {
        return new Session(token.getToken());
    }
}

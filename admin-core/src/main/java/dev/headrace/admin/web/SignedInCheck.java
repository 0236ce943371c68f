package dev.headrace.admin.web;

import jakarta.servlet.http.HttpServletRequest;

/** Recognizes requests of people who are signed in, before the security filters run. */
public interface SignedInCheck {

    /** Whether the request has a session or a bearer token; both are checked before the body is read. */
    boolean isSignedIn(HttpServletRequest request);
}

package dev.headrace.admin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Which page is being shown; the layout asks for it by its name. */
@Component("currentPage")
class CurrentPage {

    private final HttpServletRequest request;

    CurrentPage(HttpServletRequest request) {
        this.request = request;
    }

    /** Whether a menu's page is this one, or this one belongs to it. */
    public boolean isBelow(String menuPath) {
        String path = path();
        return path.equals(menuPath) || (path.startsWith(menuPath + "/") && !menuPath.equals("/admin"));
    }

    /** Also when another handler answers in the place of the one that was asked for. */
    private String path() {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}

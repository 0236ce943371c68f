package dev.headrace.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** The current page; the layout refers to this bean by name. */
@Component("currentPage")
class CurrentPage {

    private final HttpServletRequest request;

    CurrentPage(HttpServletRequest request) {
        this.request = request;
    }

    /** Whether the current page is a menu item's page or below it. */
    public boolean isBelow(String menuPath) {
        String path = Problems.requestedPath(request);
        return path.equals(menuPath) || (path.startsWith(menuPath + "/") && !menuPath.equals("/admin"));
    }
}

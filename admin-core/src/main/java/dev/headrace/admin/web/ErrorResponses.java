package dev.headrace.admin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Renders errors that no controller handled: unknown paths and methods, and requests rejected by the firewall. Browsers
 * get a page, API calls and other programs problem details.
 */
@Controller
class ErrorResponses implements ErrorController {

    private final ProblemResponses problems;

    ErrorResponses(ProblemResponses problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = status(request);
        String path = Problems.requestedPath(request);
        if (Problems.isApi(path) || !(path.startsWith("/admin/") || Problems.isFromBrowser(request))) {
            problems.send(request, response, status, Problems.detail(status));
            return null;
        }
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("status", status.value());
        model.put("detail", null);
        return new ModelAndView("error", model, status);
    }

    private static HttpStatus status(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}

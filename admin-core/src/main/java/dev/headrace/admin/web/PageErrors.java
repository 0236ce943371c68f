package dev.headrace.admin.web;

import dev.headrace.admin.database.DatabaseFailure;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Error pages of the admin site. For API controllers {@link ApiErrors} takes precedence. */
@ControllerAdvice(annotations = Controller.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class PageErrors {

    @ExceptionHandler
    ModelAndView on(NotFoundException e) {
        return page(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ModelAndView on(AccessDeniedException e) {
        return page(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
    }

    /** A path with a malformed id or number matches no page. */
    @ExceptionHandler
    ModelAndView on(MethodArgumentTypeMismatchException e) {
        return page(HttpStatus.NOT_FOUND, "The URL may be mistyped, or the page no longer exists.");
    }

    @ExceptionHandler
    ModelAndView on(InvalidInputException e) {
        return page(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler({RefusedException.class, ConflictException.class})
    ModelAndView onConflict(RuntimeException e) {
        return page(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ModelAndView on(UnavailableException e) {
        return page(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }

    /** {@link DatabaseUnavailableFilter} answers if the database is unavailable. */
    @ExceptionHandler
    ModelAndView on(DataAccessException e) {
        if (DatabaseFailure.of(e) != DatabaseFailure.CONTENTION) {
            throw e;
        }
        return page(HttpStatus.CONFLICT, Problems.LOCKED);
    }

    private static ModelAndView page(HttpStatus status, String detail) {
        return new ModelAndView("error", Map.of("status", status.value(), "detail", detail), status);
    }
}

package dev.headrace.admin.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.database.DatabaseFailure;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Turns exceptions of API calls into problem details, never a stack trace. Precedes {@link PageErrors}. */
@Order(Ordered.LOWEST_PRECEDENCE - 1)
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    /** JSON form of one error. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorItem(String pointer, String message, @Nullable Integer line, @Nullable Integer column) {}

    @ExceptionHandler
    ProblemDetail on(InvalidInputException e) {
        ProblemDetail problem = Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        List<ErrorItem> errors = e.problems().stream()
                .map(each -> new ErrorItem(each.pointer(), each.message(), each.line(), each.column())).toList();
        problem.setProperty("errors", errors);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(NotFoundException e) {
        return Problems.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(RefusedException e) {
        ProblemDetail problem = Problems.of(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
        e.permittedBy().ifPresent(parameter -> problem.setProperty("permittedBy", parameter));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(ConflictException e) {
        return Problems.of(HttpStatus.PRECONDITION_FAILED, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(AccessDeniedException e) {
        return Problems.of(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnavailableException e) {
        return retryLater(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DataAccessException e) {
        return onDatabaseFailure(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TransactionException e) {
        return onDatabaseFailure(e);
    }

    private ResponseEntity<ProblemDetail> onDatabaseFailure(Exception e) {
        return switch (DatabaseFailure.of(e)) {
            case UNAVAILABLE -> retryLater("The database is unavailable.");
            case CONTENTION -> retryLater(Problems.LOCKED);
            case INVALID_DATA, OTHER -> ResponseEntity.internalServerError().body(on(e));
        };
    }

    private static ResponseEntity<ProblemDetail> retryLater(String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "5")
                .body(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }

    @ExceptionHandler
    ProblemDetail on(Exception e) {
        log.error("Unexpected failure", e);
        return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "An internal error occurred. Details are in the log.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getMostSpecificCause() instanceof BodyTooLargeException tooLarge) {
            ProblemDetail problem = Problems.of(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(tooLarge.getMessage()));
            return handleExceptionInternal(e, problem, headers, HttpStatus.CONTENT_TOO_LARGE, request);
        }
        if (e.getMostSpecificCause() instanceof MalformedTextException malformed) {
            return handleExceptionInternal(e,
                    Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(malformed.getMessage())), headers, status,
                    request);
        }
        ProblemDetail problem = e.getCause() instanceof JacksonException wrong
                ? on(new InvalidInputException(List.of(problem(wrong))))
                : Problems.of(HttpStatus.BAD_REQUEST, "The body is missing or is not the expected JSON.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    /** Ids are opaque to clients, so a malformed one is one that does not exist. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (e instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return handleExceptionInternal(e,
                    Problems.of(HttpStatus.NOT_FOUND,
                            "Nothing here has the %s '%s'.".formatted(argument.getName(), argument.getValue())),
                    headers, HttpStatus.NOT_FOUND, request);
        }
        return handleExceptionInternal(e,
                on(new InvalidInputException("/" + e.getPropertyName(), "is not of the expected type")), headers,
                status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            Problems.complete(problem);
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static Problem problem(JacksonException wrong) {
        String pointer = wrong.getPath().stream().map(place -> "/" + Optional.ofNullable(place.getPropertyName())
                .map(name -> name.replace("~", "~0").replace("/", "~1")).orElseGet(() -> "" + place.getIndex()))
                .collect(Collectors.joining());
        TokenStreamLocation at = wrong.getLocation();
        String message = JsonFaults.plain(wrong);
        return at == null || at.getLineNr() < 1
                ? new Problem(pointer, message)
                : new Problem(pointer, message, at.getLineNr(), at.getColumnNr());
    }
}

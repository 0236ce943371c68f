package dev.headrace.admin.web;

import dev.headrace.admin.web.InvalidInputException.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/** Rejects API calls with invalid query parameters or with an unexpected body. */
class StrictRequests implements HandlerInterceptor {

    private static final int MAX_EMPTY_BODY = 16;
    private static final Pattern EMPTY_BODY = Pattern.compile("\\s*(\\{\\s*\\}\\s*)?");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, HttpMediaTypeNotSupportedException {
        if (handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST) {
            Map<String, List<String>> parameters = parameters(request.getQueryString());
            if (method.getBeanType().isAnnotationPresent(RestController.class)) {
                reject(new QueryParameters(method, parameters).problems());
                if (takesBody(method)) {
                    rejectWildcards(request);
                } else {
                    rejectBody(request);
                }
            } else {
                reject(QueryParameters.withNulCharacters(parameters));
            }
        }
        return true;
    }

    private static Map<String, List<String>> parameters(@Nullable String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query != null) {
            UriComponentsBuilder.newInstance().query(query).build().getQueryParams()
                    .forEach((name, values) -> parameters.computeIfAbsent(decoded(name), _ -> new ArrayList<>())
                            .addAll(values.stream().map(StrictRequests::decoded).toList()));
        }
        return parameters;
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("",
                    "The query has a malformed escape: % must be followed by two hexadecimal digits.");
        }
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** Spring's converters accept a wildcard as the type of a body, and then fail. */
    private static void rejectWildcards(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        if (type != null && type.contains("*")) {
            throw new HttpMediaTypeNotSupportedException("The content type must not have a wildcard.");
        }
    }

    /** Some clients send an empty object instead of no body. */
    private static void rejectBody(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() == 0) {
            return;
        }
        String body = new String(request.getInputStream().readNBytes(MAX_EMPTY_BODY), StandardCharsets.UTF_8);
        if (!EMPTY_BODY.matcher(body).matches()) {
            throw new InvalidInputException("", "This call does not accept a body.");
        }
    }

    private static void reject(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}

package dev.headrace.admin.web;

import dev.headrace.admin.web.InvalidInputException.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Rejects API calls with unknown or repeated query parameters, or with an unexpected body, instead of ignoring these.
 */
class StrictRequests implements HandlerInterceptor {

    private static final int MAX_EMPTY_BODY = 16;
    private static final Pattern EMPTY_BODY = Pattern.compile("\\s*(\\{\\s*\\}\\s*)?");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST) {
            Map<String, List<String>> parameters = parameters(request.getQueryString());
            rejectNulCharacters(parameters);
            if (method.getBeanType().isAnnotationPresent(RestController.class)) {
                checkNames(parameters, method);
                if (!takesBody(method)) {
                    rejectBody(request);
                }
            }
        }
        return true;
    }

    private static Map<String, List<String>> parameters(@Nullable String query) {
        return query == null
                ? Map.of()
                : UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
    }

    /** PostgreSQL's text cannot hold U+0000. */
    private static void rejectNulCharacters(Map<String, List<String>> parameters) {
        reject(parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().contains("%00") || parameter.getValue().stream()
                        .anyMatch(value -> value != null && value.contains("%00")))
                .map(parameter -> new Problem("/" + parameter.getKey(), "must not contain the character U+0000")));
    }

    private static void checkNames(Map<String, List<String>> parameters, HandlerMethod method) {
        boolean any = method.hasMethodAnnotation(AnyParameters.class);
        Set<String> known = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class)).map(StrictRequests::name)
                .collect(Collectors.toSet());
        reject(Stream.concat(
                parameters.keySet().stream().filter(name -> !any && !known.contains(name))
                        .map(name -> new Problem("/" + name, "is not a known parameter")),
                parameters.entrySet().stream().filter(parameter -> parameter.getValue().size() > 1)
                        .map(parameter -> new Problem("/" + parameter.getKey(), "must not be repeated"))));
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        return annotation == null || annotation.name().isEmpty()
                ? String.valueOf(parameter.getParameterName())
                : annotation.name();
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
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

    private static void reject(Stream<Problem> found) {
        List<Problem> problems = found.toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}

package dev.headrace.admin.web;

import dev.headrace.admin.web.InvalidInputException.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/** Refuses calls of the API with query parameters that the method does not take, instead of ignoring them. */
class UnknownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().isAnnotationPresent(RestController.class)
                && request.getQueryString() != null && !method.hasMethodAnnotation(AnyParameters.class)) {
            check(request.getQueryString(), method);
        }
        return true;
    }

    private static void check(String query, HandlerMethod method) {
        Set<String> known = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class)).map(UnknownParameters::name)
                .collect(Collectors.toSet());
        List<Problem> problems = UriComponentsBuilder.newInstance().query(query).build().getQueryParams().keySet()
                .stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Problem("/" + name, "is not a parameter of this call")).toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        return annotation == null || annotation.name().isEmpty()
                ? String.valueOf(parameter.getParameterName())
                : annotation.name();
    }
}

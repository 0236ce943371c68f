package dev.headrace.admin.web;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/**
 * Checks the query parameters of an API call against the method that handles it, so that all invalid ones are reported
 * together.
 *
 * @param given values by name, decoded
 */
record QueryParameters(HandlerMethod method, Map<String, List<String>> given) {

    private static final ConversionService CONVERSIONS = DefaultConversionService.getSharedInstance();

    /** A parameter of the method. */
    private record Declared(String name, Class<?> type, RequestParam annotation, @Nullable Between range) {

        static Optional<Declared> of(MethodParameter parameter) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            return annotation == null || Map.class.isAssignableFrom(parameter.getParameterType())
                    ? Optional.empty()
                    : Optional.of(new Declared(
                            annotation.name().isEmpty()
                                    ? String.valueOf(parameter.getParameterName())
                                    : annotation.name(),
                            parameter.getParameterType(), annotation, parameter.getParameterAnnotation(Between.class)));
        }

        boolean isRequired() {
            return annotation.required() && annotation.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        }

        Optional<String> problem(String value) {
            if (value.isEmpty() && (!type.isPrimitive() || !isRequired())) {
                return Optional.empty();
            }
            try {
                Object converted = CONVERSIONS.convert(value, type);
                return range != null && converted instanceof Number number
                        && (number.longValue() < range.min() || number.longValue() > range.max())
                                ? Optional.of("must be between " + range.min() + " and " + range.max())
                                : Optional.empty();
            } catch (ConversionException | IllegalArgumentException e) {
                return Optional.of(expected());
            }
        }

        private String expected() {
            if (name.equals(Page.AFTER)) {
                return "must be the 'next' of a page of the same list";
            }
            if (type.isEnum()) {
                return "must be one of " + Arrays.stream(type.getEnumConstants()).map(String::valueOf)
                        .collect(Collectors.joining(", "));
            }
            return type == boolean.class || type == Boolean.class
                    ? "must be true or false"
                    : type == UUID.class ? "must be an id" : "must be a whole number";
        }
    }

    List<Problem> problems() {
        List<Declared> declared = Arrays.stream(method.getMethodParameters())
                .flatMap(parameter -> Declared.of(parameter).stream()).toList();
        return Stream.of(withNulCharacters(given), unknown(declared), repeated(), missing(declared), invalid(declared))
                .flatMap(List::stream).toList();
    }

    /** PostgreSQL's text cannot hold U+0000. */
    static List<Problem> withNulCharacters(Map<String, List<String>> given) {
        return given.entrySet().stream()
                .filter(parameter -> parameter.getKey().contains("\0")
                        || parameter.getValue().stream().anyMatch(value -> value.contains("\0")))
                .map(parameter -> new Problem("/" + parameter.getKey().replace("\0", ""),
                        "must not contain the character U+0000"))
                .toList();
    }

    private List<Problem> unknown(List<Declared> declared) {
        return method.hasMethodAnnotation(AnyParameters.class)
                ? List.of()
                : given.keySet().stream().filter(name -> declared.stream().noneMatch(each -> each.name.equals(name)))
                        .map(name -> new Problem("/" + name, "is not a known parameter")).toList();
    }

    private List<Problem> repeated() {
        return method.hasMethodAnnotation(AnyParameters.class)
                ? List.of()
                : given.entrySet().stream().filter(parameter -> parameter.getValue().size() > 1)
                        .map(parameter -> new Problem("/" + parameter.getKey(), "must not be repeated")).toList();
    }

    private List<Problem> missing(List<Declared> declared) {
        return declared.stream().filter(each -> each.isRequired() && !given.containsKey(each.name))
                .map(each -> new Problem("/" + each.name, "is missing")).toList();
    }

    private List<Problem> invalid(List<Declared> declared) {
        return declared.stream().filter(each -> given.getOrDefault(each.name, List.of()).size() == 1)
                .flatMap(each -> each.problem(given.getOrDefault(each.name, List.of()).getFirst())
                        .map(message -> new Problem("/" + each.name, message)).stream())
                .toList();
    }
}

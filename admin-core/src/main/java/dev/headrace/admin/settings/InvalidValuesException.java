package dev.headrace.admin.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A settings record has invalid values; names the components. */
class InvalidValuesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param text what the component must be */
    record Problem(String component, String text) {}

    InvalidValuesException(List<Problem> problems) {
        super(problems.stream().map(problem -> problem.component + " " + problem.text)
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}

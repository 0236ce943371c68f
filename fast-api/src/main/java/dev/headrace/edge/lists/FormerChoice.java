package dev.headrace.edge.lists;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.IndexQuery;
import java.util.List;

/**
 * A value of a filter that the model does not allow. Documents published under an earlier model may still have it.
 *
 * @param parameter the query parameter with the value
 * @param filter for this value only
 */
public record FormerChoice(String parameter, Filter filter) {

    /** A query for the documents with this value in the list of another query. */
    IndexQuery documents(IndexQuery list) {
        return new IndexQuery(list.index(), List.of(filter), List.of(), list.order(), 1, null);
    }

    public ProblemException rejected() {
        return new ProblemException(
                Problem.badParameter(parameter,
                        "must be one of " + String.join(", ", filter.field().values()) + hint()));
    }

    private String hint() {
        boolean isList = parameter.endsWith("[in]");
        return isList && filter.field().values().stream().anyMatch(value -> value.contains(","))
                ? "; a value that contains a comma cannot be in a list of values"
                : "";
    }
}

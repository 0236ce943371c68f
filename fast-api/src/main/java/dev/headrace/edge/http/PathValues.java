package dev.headrace.edge.http;

import java.util.List;

/** The path parameters of a request, in the order of the route. */
public final class PathValues {

    private final List<String> values;

    PathValues(List<String> values) {
        this.values = values;
    }

    public String get(int index) {
        return values.get(index);
    }
}

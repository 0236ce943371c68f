package dev.headrace.edge.http;

import java.util.List;

/** What a request's path has in the places of its route's parameters, in their order. */
public final class PathValues {

    private final List<String> values;

    PathValues(List<String> values) {
        this.values = values;
    }

    public String get(int index) {
        return values.get(index);
    }
}

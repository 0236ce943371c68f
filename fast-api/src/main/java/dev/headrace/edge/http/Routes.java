package dev.headrace.edge.http;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The routes of the API, as a tree of path segments. */
public final class Routes {

    /** All that is known of one path, whatever the method. */
    record Resource(String template, Map<HttpString, Endpoint> endpoints) {

        @Nullable
        Endpoint endpoint(HttpString method) {
            Endpoint endpoint = endpoints.get(method);
            return endpoint == null && method.equals(Methods.HEAD) ? endpoints.get(Methods.GET) : endpoint;
        }

        /** The value of the {@code Allow} header field. */
        String allowed() {
            List<String> methods = new ArrayList<>(endpoints.keySet().stream().map(HttpString::toString).toList());
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            return String.join(", ", methods);
        }
    }

    /** A resource and the values of its parameters in a request's path. */
    record Match(Resource resource, PathValues values) {}

    private static final class Node {
        private final Map<String, Node> literals = new TreeMap<>();
        private @Nullable Node parameter;
        private @Nullable Resource resource;
    }

    private final Node root = new Node();

    public Routes get(String template, Endpoint endpoint) {
        return add(Methods.GET, template, endpoint);
    }

    public Routes put(String template, Endpoint endpoint) {
        return add(Methods.PUT, template, endpoint);
    }

    public Routes post(String template, Endpoint endpoint) {
        return add(Methods.POST, template, endpoint);
    }

    public Routes delete(String template, Endpoint endpoint) {
        return add(Methods.DELETE, template, endpoint);
    }

    private Routes add(HttpString method, String template, Endpoint endpoint) {
        Node node = root;
        for (String segment : template.substring(1).split("/", -1)) {
            if (!segment.startsWith("{")) {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            } else {
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            }
        }
        if (node.resource == null) {
            node.resource = new Resource(template, new LinkedHashMap<>());
        }
        node.resource.endpoints.put(method, endpoint);
        return this;
    }

    /** Literals win over parameters; an empty segment matches nothing. */
    @Nullable
    Match match(String path) {
        Node node = root;
        List<String> values = new ArrayList<>(3);
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end == start) {
                return null;
            }
            String segment = path.substring(start, end);
            Node next = node.literals.get(segment);
            if (next == null) {
                next = node.parameter;
                values.add(segment);
            }
            if (next == null) {
                return null;
            }
            node = next;
            start = end + 1;
        }
        return node.resource == null ? null : new Match(node.resource, new PathValues(values));
    }
}

package dev.headrace.edge.http;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of the API, as a tree of path segments. */
public final class Routes {

    /** The endpoints of one path, by method. */
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

    /** A resource and the path parameters of a request. */
    record Match(Resource resource, PathValues values) {}

    private record Literal(String segment, Node next) {}

    private static final class Node {
        private final List<Literal> literals = new ArrayList<>(2);
        private @Nullable Node parameter;
        private @Nullable Resource resource;

        @Nullable
        Node literal(String path, int start, int end) {
            for (Literal literal : literals) {
                String segment = literal.segment();
                if (segment.length() == end - start && path.startsWith(segment, start)) {
                    return literal.next();
                }
            }
            return null;
        }

        Node orAddLiteral(String segment) {
            Node existing = literal(segment, 0, segment.length());
            if (existing != null) {
                return existing;
            }
            Node added = new Node();
            literals.add(new Literal(segment, added));
            return added;
        }

        Node orAddParameter() {
            Node existing = parameter;
            if (existing == null) {
                existing = new Node();
                parameter = existing;
            }
            return existing;
        }
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
        if (!template.equals("/")) {
            for (String segment : template.substring(1).split("/", -1)) {
                node = segment.startsWith("{") ? node.orAddParameter() : node.orAddLiteral(segment);
            }
        }
        if (node.resource == null) {
            node.resource = new Resource(template, new LinkedHashMap<>());
        }
        node.resource.endpoints.put(method, endpoint);
        return this;
    }

    /** Literals take precedence over parameters; empty segments do not match. */
    @Nullable
    Match match(String path) {
        Node node = root;
        List<String> values = new ArrayList<>(3);
        int start = path.equals("/") ? 2 : 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end == start) {
                return null;
            }
            Node next = node.literal(path, start, end);
            if (next == null) {
                next = node.parameter;
                if (next == null) {
                    return null;
                }
                values.add(path.substring(start, end));
            }
            node = next;
            start = end + 1;
        }
        return node.resource == null ? null : new Match(node.resource, new PathValues(values));
    }
}

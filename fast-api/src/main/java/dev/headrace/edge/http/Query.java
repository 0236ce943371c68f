package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpServerExchange;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The query parameters of a request; unknown parameters are errors. */
public final class Query {

    private final Map<String, Deque<String>> parameters;

    private Query(Map<String, Deque<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * A query whose parameter names are checked by the caller.
     *
     * @throws ProblemException if it is not UTF-8
     */
    public static Query of(HttpServerExchange exchange) {
        rejectMalformed(exchange.getQueryString());
        return new Query(exchange.getQueryParameters());
    }

    /** The server replaces malformed bytes, so that another value would be looked up than the client sent. */
    private static void rejectMalformed(String query) {
        if (query.indexOf('%') < 0) {
            return;
        }
        // Malformed escapes are rejected before.
        byte[] octets = URLDecoder.decode(query, ISO_8859_1).getBytes(ISO_8859_1);
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
        } catch (CharacterCodingException e) {
            throw new ProblemException(new Problem(400, "The bytes that are escaped in the query are not UTF-8."));
        }
    }

    /** @throws ProblemException if there are unknown parameters */
    public static Query of(HttpServerExchange exchange, Collection<String> known) {
        Query query = of(exchange);
        query.rejectUnknown(known);
        return query;
    }

    private void rejectUnknown(Collection<String> known) {
        if (known.containsAll(parameters.keySet())) {
            return;
        }
        var unknown = new TreeSet<>(parameters.keySet());
        unknown.removeAll(known);
        String names = unknown.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String hint = known.isEmpty()
                ? "This resource takes no parameters."
                : "Known parameters: " + String.join(", ", known) + ".";
        List<Problem.Invalid> errors = unknown.stream()
                .map(name -> new Problem.Invalid(Problem.pointer(name), "is unknown"))
                .toList();
        throw new ProblemException(
                new Problem(400, "Unknown query parameter " + names + ". " + hint, errors, Map.of()));
    }

    public Collection<String> names() {
        return parameters.keySet();
    }

    /** @throws ProblemException if the parameter is repeated */
    public Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new ProblemException(Problem.badParameter(name, "must not be repeated"));
        }
        return values.stream().findFirst();
    }

    /** All values of a parameter, in the order of the query. */
    public List<String> all(String name) {
        Deque<String> values = parameters.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }
}

package dev.headrace.edge.interact;

import dev.headrace.edge.http.JsonBody;
import java.util.List;

/**
 * A kind of write by users. A kind defines its routes and the meaning of their requests; one that is counted also implements
 * {@link dev.headrace.edge.tallies.TallyPart}. Accepting, shipping and responding are the same for all kinds. A new kind is
 * one class; other modules provide kinds as services ({@link java.util.ServiceLoader}).
 */
public interface InteractionKind {

    /** Methods of writes. */
    enum Method {
        POST, PUT, DELETE
    }

    /** Who may write. */
    enum Writers {
        /** Authenticated users. */
        USERS,
        /** Everyone, rate-limited by address. */
        ANYBODY
    }

    /** @param path a template whose first two parameters are the target's type and id */
    record Route(Method method, String path) {}

    /** The kind's name in events and in the core's handlers. */
    String name();

    /** The option that enables the kind in models. */
    String option();

    List<Route> routes();

    Writers writers();

    /** Limits of the request body. */
    JsonBody.Limits body();

    /** @throws dev.headrace.edge.http.ProblemException if the type does not allow the write, or the request is invalid */
    Write write(WriteRequest request);
}

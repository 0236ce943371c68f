package dev.headrace.edge.interact;

import dev.headrace.edge.http.JsonBody;
import dev.headrace.edge.tallies.TallyPart;
import java.util.List;

/**
 * One kind of write that users can make. A kind says which requests are its own, what they mean and how they are counted;
 * accepting, shipping and answering them is the same for all kinds. A new kind is one class, in a module of its own a
 * service ({@link java.util.ServiceLoader}).
 */
public interface InteractionKind extends TallyPart {

    /** Methods of writes. */
    enum Method {
        POST, PUT, DELETE
    }

    /** Who may write. */
    enum Writers {
        /** Users who have signed in. */
        USERS,
        /** Everybody, limited by address. */
        ANYBODY
    }

    /** @param path a template whose first two parameters are the target's type and id */
    record Route(Method method, String path) {}

    /** As events and the core's handlers name it. */
    String name();

    List<Route> routes();

    Writers writers();

    /** Bounds of the request's body. */
    JsonBody.Limits body();

    /** @throws dev.headrace.edge.http.ProblemException if the type does not allow it, or the request is not valid */
    Write write(WriteRequest request);
}

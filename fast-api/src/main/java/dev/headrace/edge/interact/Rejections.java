package dev.headrace.edge.interact;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;

/** Responses for rejected writes. */
final class Rejections {

    private Rejections() {}

    static ProblemException gone() {
        return new ProblemException(Problem.notFound("This document does not exist or is not published."));
    }

    /** The document may be published, but Redis has lost contents, and does not have it again yet. */
    static ProblemException notRestored() {
        return new ProblemException(
                Problem.retryLater(503, "Published content is being restored, and this is not available yet.", 5));
    }

    static ProblemException noId(String name) {
        return new ProblemException(Problem.notFound("'" + name + "' is not the id of a document. The path of a write"
                + " needs the document's id, which is its member 'id'; a slug is not enough."));
    }

    static ProblemException full() {
        return new ProblemException(
                Problem.retryLater(503, "Too many writes are waiting to be stored.", 5));
    }

    static ProblemException forbidden(String what) {
        return new ProblemException(new Problem(403, what));
    }
}

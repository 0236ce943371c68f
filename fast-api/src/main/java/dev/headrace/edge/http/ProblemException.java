package dev.headrace.edge.http;

/** Ends a request with a {@link Problem}. Has no stack trace, because it is a response and not a bug. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

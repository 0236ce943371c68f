package dev.headrace.admin.database;

import java.util.Optional;
import java.util.stream.Stream;

/** The database was made before the first release. */
public class OlderLayoutException extends RuntimeException {

    /** Exit code by which a parent process recognizes this failure. */
    public static final int EXIT_CODE = 65;

    private static final long serialVersionUID = 1L;

    OlderLayoutException() {
        super("The database was made before the first release of Headrace and cannot be upgraded;"
                + " let the core start on an empty one.");
    }

    /** This exception, if it is in the cause chain of a failure. */
    public static Optional<OlderLayoutException> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(OlderLayoutException.class::isInstance).map(OlderLayoutException.class::cast).findFirst();
    }
}

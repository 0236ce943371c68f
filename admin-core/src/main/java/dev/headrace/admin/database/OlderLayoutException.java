package dev.headrace.admin.database;

import java.util.Optional;
import java.util.stream.Stream;

/** The database was made before the first release. */
public class OlderLayoutException extends RuntimeException {

    /** What the process ends with; its parent knows the reason by it. */
    public static final int EXIT_CODE = 65;

    private static final long serialVersionUID = 1L;

    OlderLayoutException() {
        super("The database was made before the first release of Headrace and cannot be upgraded;"
                + " let the core start on an empty one.");
    }

    /** This exception, if it is what a start failed for. */
    public static Optional<OlderLayoutException> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(OlderLayoutException.class::isInstance).map(OlderLayoutException.class::cast).findFirst();
    }
}

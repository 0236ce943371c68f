package dev.headrace.admin.jobs;

import dev.headrace.admin.database.DatabaseFailure;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Classifies failures of jobs as transient or permanent. */
final class TransientFailures {

    private static final int MAX_CAUSES = 20;

    private TransientFailures() {}

    /** Checks the failure and its causes. */
    static boolean contains(Throwable failure, JobHandler<?> handler) {
        if (DatabaseFailure.of(failure).isTransient()) {
            return true;
        }
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof IOException || cause instanceof TimeoutException || handler.isTransient(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}

package dev.headrace.admin.jobs;

/** Ends the run of a cancelled job. Handlers must not catch it. */
final class JobCancelledException extends RuntimeException {

    JobCancelledException() {
        super("The job was cancelled.");
    }
}

package dev.headrace.admin.jobs;

/** Ends a run because somebody cancelled the job. Handlers let it pass. */
final class JobCancelledException extends RuntimeException {

    JobCancelledException() {
        super("The job was cancelled.");
    }
}

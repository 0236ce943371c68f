package dev.headrace.admin.jobs;

/**
 * Ends a run because the core is stopping; the job continues from its checkpoint on another core or after the restart.
 */
final class JobInterruptedException extends RuntimeException {

    JobInterruptedException() {
        super("The core is stopping.");
    }
}

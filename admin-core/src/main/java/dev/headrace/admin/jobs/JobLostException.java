package dev.headrace.admin.jobs;

/** Ends a run that another core has taken over, because this core did not renew its lease in time. */
final class JobLostException extends RuntimeException {

    JobLostException() {
        super("Another core has taken over the job.");
    }
}

package dev.headrace.admin.jobs;

import java.util.Map;
import java.util.Optional;

/** A feature's section on the pages of its kind of job, in place of the list of failed items. */
public interface JobSection {

    /** The kind of job. */
    String kind();

    /** The template whose fragment {@code section(job, content)} is inserted. */
    String template();

    /**
     * The model of the template; empty for no section. The actor may see the job.
     *
     * @param query the parameters of the page
     */
    Optional<Object> content(Job job, Map<String, String> query);
}

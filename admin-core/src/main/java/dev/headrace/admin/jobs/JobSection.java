package dev.headrace.admin.jobs;

import java.util.Optional;

/** What a feature shows on the pages of its kind of job, in place of the list of failed items. */
public interface JobSection {

    /** The kind of job. */
    String kind();

    /** The template whose fragment {@code section(job, content)} is inserted. */
    String template();

    /** What the template shows to an actor who may see the job; empty if there is nothing. */
    Optional<Object> content(Job job);
}

package dev.headrace.admin.jobs;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;

/** What actors do with jobs. */
enum JobAction implements Action {

    start("job.start", "Started a job"),
    cancel("job.cancel", "Cancelled a job"),
    retry("job.retry", "Ran a job again");

    static final SubjectKind JOB = new SubjectKind("job", "Jobs");

    private final String id;
    private final String words;

    JobAction(String id, String words) {
        this.id = id;
        this.words = words;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public SubjectKind subject() {
        return JOB;
    }
}

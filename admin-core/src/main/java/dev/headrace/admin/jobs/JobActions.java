package dev.headrace.admin.jobs;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.activity.SubjectKind;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What actors do with jobs. */
@Component
class JobActions implements ActionSource {

    static final SubjectKind JOB = new SubjectKind("job", "Jobs").linked(JobPages.PATH + "/{id}")
            .untitled(activity -> activity.textAfter("kind").map(JobActions::words).orElse("job"));

    static final Action START = new Action("job.start", "Started the job", JOB);
    static final Action CANCEL = new Action("job.cancel", "Cancelled the job", JOB);
    static final Action RETRY = new Action("job.retry", "Restarted the job", JOB);

    static Subject subject(UUID id, String kind) {
        return JOB.of(id, words(kind));
    }

    private static String words(String kind) {
        return Job.label(kind);
    }

    @Override
    public List<Action> actions() {
        return List.of(START, CANCEL, RETRY);
    }
}

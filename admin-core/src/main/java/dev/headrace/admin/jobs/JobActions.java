package dev.headrace.admin.jobs;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with jobs. */
@Component
class JobActions implements ActionSource {

    static final SubjectKind JOB = new SubjectKind("job", "Jobs");

    static final Action START = new Action("job.start", "Started a job", JOB);
    static final Action CANCEL = new Action("job.cancel", "Cancelled a job", JOB);
    static final Action RETRY = new Action("job.retry", "Ran a job again", JOB);

    @Override
    public List<Action> actions() {
        return List.of(START, CANCEL, RETRY);
    }
}

package dev.headrace.admin.releases;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import dev.headrace.admin.activity.SubjectKind.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with releases. */
@Component
class ReleaseActions implements ActionSource {

    static final SubjectKind RELEASE = new SubjectKind("release", "Releases").visible(Visibility.everybody)
            .linked("/admin/releases/");

    static final Action CREATE = new Action("release.create", "Created the release", RELEASE);
    static final Action RENAME = new Action("release.rename", "Renamed the release", RELEASE);
    static final Action DELETE = new Action("release.delete", "Deleted the release", RELEASE);
    static final Action ADD = new Action("release.add", "Added entries to the release", RELEASE);
    static final Action REMOVE = new Action("release.remove", "Removed entries from the release", RELEASE);
    static final Action SCHEDULE = new Action("release.schedule", "Scheduled the release", RELEASE);
    static final Action UNSCHEDULE = new Action("release.unschedule", "Cancelled the schedule of the release", RELEASE);
    static final Action PUBLISH = new Action("release.publish", "Published the release", RELEASE);
    static final Action FAIL = new Action("release.schedule-failed", "Failed to publish the release", RELEASE);
    static final Action ROLL_BACK = new Action("release.rollback", "Rolled back the release", RELEASE);

    @Override
    public List<Action> actions() {
        return List.of(CREATE, RENAME, DELETE, ADD, REMOVE, SCHEDULE, UNSCHEDULE, PUBLISH, FAIL, ROLL_BACK);
    }
}

package dev.headrace.admin.scheduling;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.content.EntryActions;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What actors do with scheduled changes. */
@Component
class ScheduleActions implements ActionSource {

    static final Action SCHEDULE_PUBLICATION = new Action("entry.schedule-publish", "Scheduled the publication of",
            EntryActions.ENTRY);
    static final Action SCHEDULE_REMOVAL = new Action("entry.schedule-unpublish", "Scheduled the removal of",
            EntryActions.ENTRY);
    static final Action MOVE = new Action("entry.reschedule", "Rescheduled a change of", EntryActions.ENTRY);
    static final Action CANCEL = new Action("entry.cancel-schedule", "Cancelled a scheduled change of",
            EntryActions.ENTRY);
    static final Action FAIL = new Action("entry.schedule-failed", "Failed to carry out a scheduled change of",
            EntryActions.ENTRY);

    @Override
    public List<Action> actions() {
        return List.of(SCHEDULE_PUBLICATION, SCHEDULE_REMOVAL, MOVE, CANCEL, FAIL);
    }

    static ObjectNode state(ScheduledChange change) {
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("action", change.action().name())
                .put("at", change.dueAt().toString()).put("zone", change.zone());
        if (change.version() != null) {
            state.put("version", change.version());
        }
        if (change.problem() != null) {
            state.put("problem", change.problem());
        }
        return state;
    }
}

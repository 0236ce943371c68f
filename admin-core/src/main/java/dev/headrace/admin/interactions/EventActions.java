package dev.headrace.admin.interactions;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with events. */
@Component
class EventActions implements ActionSource {

    static final SubjectKind EVENT = new SubjectKind("event", "Events");

    static final Action REPLAY = new Action("event.replay", "Replayed an event", EVENT);

    static final Action DISCARD = new Action("event.discard", "Discarded an event", EVENT);

    @Override
    public List<Action> actions() {
        return List.of(REPLAY, DISCARD);
    }
}

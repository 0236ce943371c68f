package dev.headrace.admin.publishing;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.content.EntryActions;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with publications. */
@Component
class PublishingActions implements ActionSource {

    static final Action PUBLISH = new Action("entry.publish", "Published", EntryActions.ENTRY);
    static final Action PUBLISH_SHARED = new Action("entry.publish-shared", "Published shared values of",
            EntryActions.ENTRY);
    static final Action UNPUBLISH = new Action("entry.unpublish", "Unpublished", EntryActions.ENTRY);
    static final Action WITHDRAW = new Action("entry.withdraw", "Withdrew", EntryActions.ENTRY);
    static final Action REINSTATE = new Action("entry.reinstate", "Reinstated", EntryActions.ENTRY);
    static final Action DISCARD_DRAFT = new Action("entry.discard-draft", "Discarded the draft of", EntryActions.ENTRY);

    @Override
    public List<Action> actions() {
        return List.of(PUBLISH, PUBLISH_SHARED, UNPUBLISH, WITHDRAW, REINSTATE, DISCARD_DRAFT);
    }
}

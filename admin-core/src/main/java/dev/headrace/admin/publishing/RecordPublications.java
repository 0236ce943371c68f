package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActivityLog;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records the activities of a set of changes. */
@Component
class RecordPublications {

    private final ActivityLog activity;

    RecordPublications(ActivityLog activity) {
        this.activity = activity;
    }

    /** Before the set is applied: its variants still have the version that was published before. */
    void record(ChangeSet set, Actor actor) {
        set.puts().forEach(each -> record(PublishingActions.PUBLISH, each, actor));
        set.carried().forEach(each -> record(PublishingActions.PUBLISH_SHARED, each, actor));
        set.removals().forEach(each -> activity.record(actor, PublishingActions.UNPUBLISH,
                each.variant().subject(each.type()), version(each.number()),
                each.ending().kind() == null ? null : each.ending().toJson()));
    }

    private void record(Action action, NewPublication put, Actor actor) {
        activity.record(actor, action, put.variant().subject(put.type()),
                put.variant().publishedVersion().map(RecordPublications::version).orElse(null),
                version(put.number()));
    }

    private static ObjectNode version(int number) {
        return JsonNodeFactory.instance.objectNode().put("version", number);
    }
}

package dev.headrace.admin.interactions;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;

/** What actors do with events. */
enum EventAction implements Action {

    replay("event.replay", "Replayed an event");

    static final SubjectKind EVENT = new SubjectKind("event", "Events");

    private final String id;
    private final String words;

    EventAction(String id, String words) {
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
        return EVENT;
    }
}

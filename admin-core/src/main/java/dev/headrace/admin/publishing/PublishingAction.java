package dev.headrace.admin.publishing;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;
import dev.headrace.admin.content.EntryAction;

/** What actors do with publications. */
enum PublishingAction implements Action {

    publish("entry.publish", "Published"),
    unpublish("entry.unpublish", "Unpublished"),
    discardDraft("entry.discard-draft", "Discarded the draft of");

    private final String id;
    private final String words;

    PublishingAction(String id, String words) {
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
        return EntryAction.ENTRY;
    }
}

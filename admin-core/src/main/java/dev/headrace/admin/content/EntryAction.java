package dev.headrace.admin.content;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;

/** What actors do with entries. */
public enum EntryAction implements Action {

    create("entry.create", "Created"),
    edit("entry.edit", "Edited"),
    restoreRevision("entry.restore-revision", "Restored a revision of"),
    copyLocale("entry.copy-locale", "Copied from another locale"),
    duplicate("entry.duplicate", "Duplicated"),
    trash("entry.trash", "Trashed"),
    untrash("entry.untrash", "Restored from the trash"),
    purge("entry.purge", "Deleted for good");

    public static final SubjectKind ENTRY = new SubjectKind("entry", "Entries");

    private final String id;
    private final String words;

    EntryAction(String id, String words) {
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
        return ENTRY;
    }
}

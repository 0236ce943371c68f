package dev.headrace.admin.content;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import dev.headrace.admin.activity.SubjectKind.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with entries. */
@Component
public final class EntryActions implements ActionSource {

    public static final SubjectKind ENTRY = new SubjectKind("entry", "Entries").visible(Visibility.asEntry)
            .linked("/admin/content/{type}/{id}");

    public static final Action CREATE = new Action("entry.create", "Created", ENTRY);
    public static final Action EDIT = new Action("entry.edit", "Edited", ENTRY);
    public static final Action RESTORE_REVISION = new Action("entry.restore-revision", "Restored a revision of", ENTRY);
    public static final Action COPY_LOCALE = new Action("entry.copy-locale", "Copied from another locale", ENTRY);
    public static final Action DUPLICATE = new Action("entry.duplicate", "Duplicated", ENTRY);
    public static final Action TRASH = new Action("entry.trash", "Trashed", ENTRY);
    public static final Action UNTRASH = new Action("entry.untrash", "Restored from the trash", ENTRY);
    public static final Action PURGE = new Action("entry.purge", "Permanently deleted", ENTRY);

    @Override
    public List<Action> actions() {
        return List.of(CREATE, EDIT, RESTORE_REVISION, COPY_LOCALE, DUPLICATE, TRASH, UNTRASH, PURGE);
    }
}

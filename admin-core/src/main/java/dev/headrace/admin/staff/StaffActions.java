package dev.headrace.admin.staff;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** Actions on staff accounts, by their owners and by others. */
@Component
class StaffActions implements ActionSource {

    static final SubjectKind PERSON = new SubjectKind("staff", "People")
            .untitled(activity -> activity.textAfter("email").orElse(null));

    static final Action SIGN_IN = new Action("staff.sign-in", "Signed in", PERSON, true);
    static final Action FAIL_SIGN_IN = new Action("staff.sign-in-failed", "Sign-in failed", PERSON, true);
    static final Action CREATE = new Action("staff.create", "Created an account", PERSON);
    static final Action REPLACE_PASSWORD = new Action("staff.replace-password", "Replaced a password", PERSON);

    @Override
    public List<Action> actions() {
        return List.of(SIGN_IN, FAIL_SIGN_IN, CREATE, REPLACE_PASSWORD);
    }
}

package dev.headrace.admin.staff;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with access tokens. */
@Component
class TokenActions implements ActionSource {

    static final SubjectKind TOKEN = new SubjectKind("token", "Access tokens");

    static final Action ISSUE = new Action("token.issue", "Issued an access token", TOKEN);

    @Override
    public List<Action> actions() {
        return List.of(ISSUE);
    }
}

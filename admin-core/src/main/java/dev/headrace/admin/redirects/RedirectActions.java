package dev.headrace.admin.redirects;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import dev.headrace.admin.activity.SubjectKind.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What actors do with redirects. */
@Component
class RedirectActions implements ActionSource {

    static final SubjectKind REDIRECT = new SubjectKind("redirect", "Redirects").visible(Visibility.everybody)
            .untitled(activity -> activity.subject().id());

    static final Action PUT = new Action("redirect.put", "Saved the redirect of", REDIRECT);
    static final Action DELETE = new Action("redirect.delete", "Deleted the redirect of", REDIRECT);
    static final Action IMPORT = new Action("redirect.import", "Imported", REDIRECT);

    @Override
    public List<Action> actions() {
        return List.of(PUT, DELETE, IMPORT);
    }

    static ObjectNode state(Redirect redirect) {
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("status", redirect.status());
        if (redirect.to() != null) {
            state.put("to", redirect.to());
        }
        return state;
    }
}

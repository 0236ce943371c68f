package dev.headrace.admin.schema;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActionSource;
import dev.headrace.admin.activity.SubjectKind;
import dev.headrace.admin.activity.SubjectKind.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/** What actors do with the model. */
@Component
class ModelActions implements ActionSource {

    static final SubjectKind TYPE = new SubjectKind("type", "Types").visible(Visibility.everybody)
            .untitled(activity -> activity.subject().id());
    static final SubjectKind MODEL = new SubjectKind("model", "Model").visible(Visibility.everybody);

    static final Action ADD_TYPE = new Action("model.add-type", "Added the type", TYPE);
    static final Action CHANGE_TYPE = new Action("model.change-type", "Changed the type", TYPE);
    /** Its id is in stored activities. */
    static final Action DELETE_TYPE = new Action("model.retire-type", "Deleted the type", TYPE);
    static final Action CHANGE_LOCALES = new Action("model.change-locales", "Changed the locales", MODEL);

    @Override
    public List<Action> actions() {
        return List.of(ADD_TYPE, CHANGE_TYPE, DELETE_TYPE, CHANGE_LOCALES);
    }
}

package dev.headrace.admin.schema;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;

/** What actors do with the model. */
enum ModelAction implements Action {

    addType("model.add-type", "Added the type"),
    changeType("model.change-type", "Changed the type"),
    retireType("model.retire-type", "Removed the type"),
    changeLocales("model.change-locales", "Changed the locales");

    static final SubjectKind TYPE = new SubjectKind("type", "Types");
    static final SubjectKind MODEL = new SubjectKind("model", "Model");

    private final String id;
    private final String words;

    ModelAction(String id, String words) {
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
        return this == changeLocales ? MODEL : TYPE;
    }
}

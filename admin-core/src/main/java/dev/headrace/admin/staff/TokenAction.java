package dev.headrace.admin.staff;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;

/** What actors do with access tokens. */
enum TokenAction implements Action {

    issue("token.issue", "Issued an access token");

    static final SubjectKind TOKEN = new SubjectKind("token", "Access tokens");

    private final String id;
    private final String words;

    TokenAction(String id, String words) {
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
        return TOKEN;
    }
}

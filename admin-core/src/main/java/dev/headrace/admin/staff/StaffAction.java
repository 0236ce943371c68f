package dev.headrace.admin.staff;

import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.SubjectKind;

/** What people do with their accounts, and actors with those of others. */
enum StaffAction implements Action {

    signIn("staff.sign-in", "Signed in"),
    failSignIn("staff.sign-in-failed", "Sign-in failed"),
    create("staff.create", "Created an account");

    static final SubjectKind PERSON = new SubjectKind("staff", "People");

    private final String id;
    private final String words;

    StaffAction(String id, String words) {
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
        return PERSON;
    }

    @Override
    public boolean isRoutine() {
        return this == signIn || this == failSignIn;
    }
}

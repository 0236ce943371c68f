package dev.headrace.admin.access;

/** Permissions that a role can grant. */
public enum Permission {
    editContent("You may not edit content."),
    publishContent("You may not publish content."),
    deleteContent("You may not delete content."),
    changeModel("Only administrators may change the model."),
    runJobs("Only administrators may start or cancel this job."),
    viewOperations("Only administrators may view the operations pages."),
    handleDeadEvents("Only administrators may replay or discard dead events.");

    private final String refusal;

    Permission(String refusal) {
        this.refusal = refusal;
    }

    /** The message that the API and the pages show when the permission is missing. */
    public String refusal() {
        return refusal;
    }
}

package dev.headrace.admin.access;

/** A named set of permissions. */
public enum Role {
    administrator,
    editor;

    public boolean permits(Permission permission) {
        return switch (this) {
            case administrator -> true;
            case editor -> switch (permission) {
                case editContent, publishContent, deleteContent -> true;
                case changeModel, runJobs, viewOperations, handleDeadEvents -> false;
            };
        };
    }
}

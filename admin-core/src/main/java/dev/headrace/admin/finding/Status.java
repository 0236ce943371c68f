package dev.headrace.admin.finding;

/** Publication status of a variant. */
public enum Status {
    /** Never published. */
    draft,
    /** Not published, but a publication is scheduled. */
    scheduled,
    /** Published without later changes. */
    published,
    /** Published, and edited since. */
    changed,
    /** No longer published. */
    unpublished,
    /** In the trash. */
    trashed;

    /** Reads a stored name. A state of a later version, whose cores may run beside this one, counts as a draft. */
    public static Status of(String name) {
        for (Status status : values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return draft;
    }

    public boolean isPublished() {
        return this == published || this == changed;
    }

    /** Whether the draft has changes that no publication has, so that it can be published. */
    public boolean isChanged() {
        return this == draft || this == scheduled || this == changed;
    }
}

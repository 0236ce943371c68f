package dev.headrace.admin.publishing;

/** Why a document is rendered again; documents of the first reasons are rendered first. */
public enum Priority {
    /** Staff published or unpublished it. */
    STAFF(0),
    /** It may embed an entry that was published or unpublished. */
    DEPENDENT(1),
    /** The model changed, or Redis lost its data. */
    MODEL(2);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /** As the table {@code projection} stores it. */
    public int level() {
        return level;
    }
}

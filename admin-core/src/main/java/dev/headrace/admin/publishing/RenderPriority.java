package dev.headrace.admin.publishing;

/** Why a document must be rendered; the first reasons have precedence. */
public enum RenderPriority {
    /** It was published or unpublished, and somebody expects the result at once. */
    URGENT(0),
    /** It may embed an entry that was published or unpublished. */
    DEPENDENT(1),
    /** An import published it, the model changed, or Redis lost its data. */
    BACKGROUND(2);

    private final int level;

    RenderPriority(int level) {
        this.level = level;
    }

    /** The value stored in the table {@code projection}. */
    public int level() {
        return level;
    }
}

package dev.headrace.admin.activity;

/** Something that an actor did. Features declare theirs in enums whose names end with it, which {@link Actions} finds. */
public interface Action {

    /** As stored: a group and a verb, such as {@code entry.publish}; it must not change. */
    String id();

    /** What was done, for the start of a line. */
    String words();

    /** What it was done to. */
    SubjectKind subject();

    /** Whether it is so common that short lists of the latest activities omit it. */
    default boolean isRoutine() {
        return false;
    }
}

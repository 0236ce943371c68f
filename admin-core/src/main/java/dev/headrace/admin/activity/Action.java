package dev.headrace.admin.activity;

/**
 * Something that actors do. The {@link ActionSource} of its feature names it.
 *
 * @param id as stored: a group and a verb, such as {@code entry.publish}; it must not change
 * @param words what was done, for the start of a line
 * @param subject what it is done to
 * @param isRoutine whether it is so common that short lists of the latest activities omit it
 */
public record Action(String id, String words, SubjectKind subject, boolean isRoutine) {

    public Action(String id, String words, SubjectKind subject) {
        this(id, words, subject, false);
    }
}

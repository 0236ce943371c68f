package dev.headrace.admin.activity;

/**
 * A kind of subjects.
 *
 * @param name as stored, such as {@code entry}; it must not change
 * @param label several of them, on pages
 */
public record SubjectKind(String name, String label) {

    /** @param id unique within the kind */
    public Subject of(Object id) {
        return new Subject(name, id.toString());
    }
}

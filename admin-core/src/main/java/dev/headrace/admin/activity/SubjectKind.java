package dev.headrace.admin.activity;

import org.jspecify.annotations.Nullable;

/**
 * A kind of subjects.
 *
 * @param name as stored, such as {@code entry}; it must not change
 * @param label several of them, on pages
 * @param visibility who may see activities about them
 * @param path of the page about one of them, with {@code {id}} and, for entries, {@code {type}}; null if there is none
 * @param untitled names those in whose activities no title is recorded
 */
public record SubjectKind(String name, String label, Visibility visibility, @Nullable String path, Untitled untitled) {

    /** Who may see activities, besides their actors and those who may view operations. */
    public enum Visibility {
        /** Nobody else. */
        own,
        /** Everybody. */
        everybody,
        /** Those who may see the entry that is the subject. */
        asEntry
    }

    /** What is shown of a subject whose title was not recorded. */
    public interface Untitled {

        /** Null if nothing is shown. */
        @Nullable
        String title(Activity activity);
    }

    /** A kind whose activities only their actors see. */
    public SubjectKind(String name, String label) {
        this(name, label, Visibility.own, null, _ -> null);
    }

    /** The same kind with another visibility. */
    public SubjectKind visible(Visibility to) {
        return new SubjectKind(name, label, to, path, untitled);
    }

    /** The same kind with a page about each subject. */
    public SubjectKind linked(String to) {
        return new SubjectKind(name, label, visibility, to, untitled);
    }

    /** The same kind with a name for subjects without a recorded title. */
    public SubjectKind untitled(Untitled title) {
        return new SubjectKind(name, label, visibility, path, title);
    }

    /** Whether its subjects are entries. */
    public boolean isEntry() {
        return visibility == Visibility.asEntry;
    }

    /** @param id unique within the kind */
    public Subject of(Object id) {
        return new Subject(name, id.toString());
    }

    /**
     * A subject with a title.
     *
     * @param id unique within the kind
     */
    public Subject of(Object id, String title) {
        return new Subject(name, id.toString(), null, null, title);
    }
}

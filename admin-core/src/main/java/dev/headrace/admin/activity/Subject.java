package dev.headrace.admin.activity;

import org.jspecify.annotations.Nullable;

/**
 * The object of an activity.
 *
 * @param kind the name of its {@link SubjectKind}
 * @param id unique within the kind
 * @param locale for an entry, the locale of the variant; null if the activity concerns all of it
 * @param type the name of an entry's type at that time; null for other kinds
 * @param title what it was called at that time; null if it had no name
 */
public record Subject(String kind, String id, @Nullable String locale, @Nullable String type, @Nullable String title) {

    public Subject(String kind, String id) {
        this(kind, id, null, null, null);
    }
}

package dev.headrace.admin.activity;

import org.jspecify.annotations.Nullable;

/**
 * The object of an activity.
 *
 * @param kind such as {@code entry}, {@code type}, {@code staff}, {@code job}
 * @param id unique within the kind
 * @param locale for an entry, the locale of the variant; null if the activity concerns all of it
 */
public record Subject(String kind, String id, @Nullable String locale) {

    public Subject(String kind, String id) {
        this(kind, id, null);
    }
}

package dev.headrace.admin.finding;

/** What has become of an entry in a locale. */
public enum Status {
    /** Never published. */
    draft,
    /** Published as it is. */
    published,
    /** Published, and edited since. */
    changed,
    /** Published before, and no longer. */
    unpublished,
    /** In the trash. */
    trashed
}

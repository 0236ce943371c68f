package dev.headrace.admin.finding;

/** Publication status of a variant. */
public enum Status {
    /** Never published. */
    draft,
    /** Published without later changes. */
    published,
    /** Published, and edited since. */
    changed,
    /** No longer published. */
    unpublished,
    /** In the trash. */
    trashed
}

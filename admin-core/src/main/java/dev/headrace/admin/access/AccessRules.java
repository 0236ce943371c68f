package dev.headrace.admin.access;

/** Decides which entries an actor may see. */
public interface AccessRules {

    /** The entries that an actor may see: a condition over {@code e} (table entry) and {@code v} (table variant). */
    Access entries(Actor actor);
}

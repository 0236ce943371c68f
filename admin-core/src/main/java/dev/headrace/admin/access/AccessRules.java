package dev.headrace.admin.access;

/** Says what an actor may see. */
public interface AccessRules {

    /** The entries that an actor may see. */
    Access entries(Actor actor);
}

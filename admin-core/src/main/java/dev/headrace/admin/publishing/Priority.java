package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;

/** Why a document is rendered again; documents of the first reasons are rendered first. */
public enum Priority {
    /** Staff published or unpublished it. */
    STAFF(0),
    /** It may embed an entry that was published or unpublished. */
    DEPENDENT(1),
    /** A job published or unpublished it, the model changed, or Redis lost its data. */
    BACKGROUND(2);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /** Of what an actor publishes: nobody waits for what a job does. */
    static Priority of(Actor actor) {
        return actor.kind() == Actor.Kind.job ? BACKGROUND : STAFF;
    }

    /** As the table {@code projection} stores it. */
    public int level() {
        return level;
    }
}

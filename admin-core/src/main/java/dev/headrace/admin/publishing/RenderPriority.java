package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;

/** Why a document must be rendered; the first reasons have precedence. */
public enum RenderPriority {
    /** Staff published or unpublished it. */
    STAFF(0),
    /** It may embed an entry that was published or unpublished. */
    DEPENDENT(1),
    /** A job published or unpublished it, the model changed, or Redis lost its data. */
    BACKGROUND(2);

    private final int level;

    RenderPriority(int level) {
        this.level = level;
    }

    /** The priority for an actor: nobody waits for documents that a job publishes. */
    static RenderPriority of(Actor actor) {
        return actor.kind() == Actor.Kind.job ? BACKGROUND : STAFF;
    }

    /** The value stored in the table {@code projection}. */
    public int level() {
        return level;
    }
}

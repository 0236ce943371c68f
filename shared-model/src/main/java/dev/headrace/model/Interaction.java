package dev.headrace.model;

/**
 * A write of the edge's users, as it travels from the outbox over SQS to the workers.
 *
 * <p>Each is safe to apply twice once its id is remembered, and in any order: views commute; a reaction is the state of
 * one user's row, and the one with the later clock stands.
 */
public sealed interface Interaction {

    EventId id();

    Target target();

    /**
     * A number of views of one document, summed by an edge over a moment.
     *
     * @param count at least 1
     */
    record ViewsCounted(EventId id, Target target, long count) implements Interaction {

        /** No edge sums more than this into one event. */
        public static final long MOST = 1_000_000;

        public ViewsCounted {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException("count must be between 1 and " + MOST + ": " + count);
            }
        }
    }

    /**
     * A user set or took back a reaction.
     *
     * @param user the subject of the user's token
     * @param kind such as {@code like}
     * @param on whether the reaction stands from now on
     */
    record ReactionChanged(EventId id, Target target, String user, String kind, boolean on) implements Interaction {}
}

package dev.headrace.edge.follow;

import dev.headrace.model.OverlayChange;
import java.util.Optional;

/** Receives changes from the follower. Methods are called on the follower's thread unless stated otherwise. */
public interface ChangeSubscriber {

    /**
     * Documents have changed. After this method returns, older versions must not be readable through this subscriber.
     *
     * @throws Exception if the changes must be delivered again
     */
    void changed(Changes changes) throws Exception;

    /**
     * An overlay has begun or ended.
     *
     * @param reached the position after the change
     * @return false if what the overlay had is not known any more, so that everything must be read again
     * @throws Exception if the change must be delivered again
     */
    default boolean changed(OverlayChange change, Position reached) throws Exception {
        // only relevant to subscribers that read documents or lists
        return true;
    }

    /** The follower begins, or continues after a resynchronization, which follows this call. */
    default void begin() throws Exception {
        // only relevant to subscribers that overlays are relevant to
    }

    /**
     * Changes were missed: anything may have changed. Long work must run in the background.
     *
     * @param kept the latest entries of the change stream; later ones will be delivered
     */
    void resynchronize(Changes kept) throws Exception;

    /** All changes up to a position have been applied by all subscribers. */
    default void reached(Position position) {
        // only relevant to subscribers with persistent state
    }

    /** The position of the persisted state; empty if there is none. Called once, before the other methods. */
    default Optional<Position> restored() {
        return Optional.empty();
    }

    /** Whether the last resynchronization is complete. May be called on any thread. */
    default boolean isSynchronized() {
        return true;
    }
}

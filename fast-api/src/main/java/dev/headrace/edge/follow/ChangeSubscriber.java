package dev.headrace.edge.follow;

import java.util.List;
import java.util.Optional;

/** Takes part in following the changes. All methods are called on the follower's thread, but for the two that say so. */
public interface ChangeSubscriber {

    /**
     * Documents have changed. When the method returns, nothing older can be read through this subscriber.
     *
     * @throws Exception to be given the same changes again a moment later
     */
    void changed(List<Change> changes) throws Exception;

    /** Changes were missed: anything may have changed. Work that takes longer than a moment belongs in the background. */
    void resynchronize() throws Exception;

    /** All changes up to a position have been applied by all subscribers. */
    default void reached(Position position) {
        // of interest to subscribers that keep their state
    }

    /** The position that a kept state corresponds to; empty if there is none. Called once, before anything else. */
    default Optional<Position> restored() {
        return Optional.empty();
    }

    /** Whether the last resynchronization is complete. It may be called on any thread. */
    default boolean isSynchronized() {
        return true;
    }
}

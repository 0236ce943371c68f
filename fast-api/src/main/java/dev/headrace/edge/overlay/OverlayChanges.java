package dev.headrace.edge.overlay;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.follow.Position;
import dev.headrace.model.DocumentChange;
import java.util.ArrayList;
import java.util.List;

/** The changes of documents when an overlay begins. */
public final class OverlayChanges {

    private OverlayChanges() {}

    /**
     * The changes, which have the numbers up to a position.
     *
     * @param reached the position after the beginning of the overlay
     */
    public static Changes of(OverlayContents contents, Position reached) {
        List<Change> changes = new ArrayList<>(contents.documents().size());
        long number = reached.number() - contents.documents().size();
        for (DocumentChange document : contents.documents()) {
            number++;
            changes.add(new Change(new Position(reached.epoch(), reached.entry(), number), document));
        }
        return new Changes(changes, reached);
    }
}

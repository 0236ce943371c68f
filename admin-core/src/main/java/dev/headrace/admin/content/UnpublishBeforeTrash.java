package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import java.util.Collection;

/** Takes entries from the public before they are moved to the trash. The feature that publishes implements it. */
public interface UnpublishBeforeTrash {

    /**
     * Unpublishes entries in all their locales, as far as they are published.
     *
     * @param entries locked, in the order of their ids
     */
    void unpublishAll(Collection<Entry> entries, Actor actor);
}

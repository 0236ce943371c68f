package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import java.util.Collection;

/** Unpublishes entries before they are moved to the trash. The publishing feature implements it. */
public interface UnpublishBeforeTrash {

    /**
     * Unpublishes entries in all locales in which they are published.
     *
     * @param entries locked, in the order of their ids
     */
    void unpublishAll(Collection<Entry> entries, Actor actor);
}

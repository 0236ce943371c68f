package dev.headrace.edge.cache;

import org.jspecify.annotations.Nullable;

/** A value in the near cache that is used again without looking it up. The cache does not keep it for its holder. */
public interface Held {

    /** The value; null once it is not known to be current any more. */
    @Nullable
    Cached current();
}

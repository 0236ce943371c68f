package dev.headrace.admin.interactions;

import dev.headrace.model.Target;
import java.util.UUID;

/**
 * A settled count.
 *
 * @param metric see {@link dev.headrace.model.Metric}
 * @param version the later of two values of one tally has the higher one
 */
record Tally(UUID targetId, String metric, String type, long value, long version) {

    Target target() {
        return new Target(type, targetId.toString());
    }
}

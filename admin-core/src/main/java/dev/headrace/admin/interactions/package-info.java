/**
 * Interactions of the edge's users. Workers move events from the queue to the inbox, which passes each to the handler of
 * its kind, stores tallies, and settles the edge's state in Redis. Each kind has a subpackage.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"content", "schema", "redis", "access", "activity", "database", "web",
        "settings", "jobs"})
package dev.headrace.admin.interactions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

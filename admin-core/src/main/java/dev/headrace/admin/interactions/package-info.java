/** What the edge's users did: workers settle it in PostgreSQL and back into Redis. */
@NullMarked
@ApplicationModule(allowedDependencies = {"edge", "web"})
package dev.headrace.admin.interactions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The core's end of Redis, which the edge reads from. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.edge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

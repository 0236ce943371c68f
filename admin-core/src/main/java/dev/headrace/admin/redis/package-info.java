/** Access to the Redis that the edges read from. */
@NullMarked
@ApplicationModule(allowedDependencies = "settings")
package dev.headrace.admin.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Actors, roles and permissions. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

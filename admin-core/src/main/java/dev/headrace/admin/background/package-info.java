/** Threads that repeat work for as long as the core runs. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package dev.headrace.admin.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

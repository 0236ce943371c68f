/** Threads that repeat work for as long as the core runs. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

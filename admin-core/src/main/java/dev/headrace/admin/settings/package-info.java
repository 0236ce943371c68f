/** Checks of settings. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Actors, what their roles permit, and which entries and activities they may see. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

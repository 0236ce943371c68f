/** Bringing in content from files. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "content", "schema", "web", "staff", "audit"})
package dev.headrace.admin.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

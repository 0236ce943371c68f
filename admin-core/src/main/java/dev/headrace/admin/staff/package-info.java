/** People who work in the admin, how they sign in, and their tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "audit"})
package dev.headrace.admin.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

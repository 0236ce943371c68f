/** Staff: people, sign-in, sessions and access tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "activity", "web", "settings"})
package dev.headrace.admin.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

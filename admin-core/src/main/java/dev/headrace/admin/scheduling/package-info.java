/** Publications and removals at a time that staff choose. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "content", "finding", "schema", "access", "activity",
        "background",
        "database", "web", "settings"})
package dev.headrace.admin.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

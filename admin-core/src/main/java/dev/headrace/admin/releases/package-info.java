/** Releases: named sets of publications and removals that readers get in one step. */
@NullMarked
@ApplicationModule(allowedDependencies = {"scheduling", "publishing", "content", "finding", "schema", "access",
        "activity",
        "background", "database", "web", "settings"})
package dev.headrace.admin.releases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Imports content from files. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "content", "finding", "schema", "jobs", "access",
        "database", "web"})
package dev.headrace.admin.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

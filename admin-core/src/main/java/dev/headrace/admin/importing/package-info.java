/** Imports content from files: uploads, and the job that reads them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "content", "finding", "schema", "jobs", "access",
        "database", "web", "settings"})
package dev.headrace.admin.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

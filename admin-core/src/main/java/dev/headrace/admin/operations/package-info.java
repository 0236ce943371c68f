/** Pages for operators: the dashboard, the queue, jobs and activity. */
@NullMarked
@ApplicationModule(allowedDependencies = {"interactions", "projection", "finding", "schema", "jobs", "access",
        "activity", "web"})
package dev.headrace.admin.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

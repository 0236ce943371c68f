/** Pages for operators: the dashboard, the queue and activity; the audit API. */
@NullMarked
@ApplicationModule(allowedDependencies = {"interactions", "projection", "finding", "schema", "jobs", "access",
        "activity", "web"})
package dev.headrace.admin.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The projection: renders marked documents, writes them to Redis, announces them, and tracks acknowledgements. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "schema", "contract", "redis", "jobs", "access", "background",
        "database",
        "web",
        "settings"})
package dev.headrace.admin.projection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

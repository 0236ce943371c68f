/** What operators look at: queue, workers, projection. */
@NullMarked
@ApplicationModule(allowedDependencies = {"interactions", "publishing", "web", "staff"})
package dev.headrace.admin.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

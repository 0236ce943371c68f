/** Durable background jobs with priority, due time, progress and cancellation, safe with several cores. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "activity", "database", "web", "settings"})
package dev.headrace.admin.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What people look at to see how things stand: the dashboard; queue, workers and projection. */
@NullMarked
@ApplicationModule(allowedDependencies = {"interactions", "publishing", "content", "schema", "web", "staff", "audit"})
package dev.headrace.admin.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

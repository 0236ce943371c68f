/** From marks to Redis: renders documents, writes them, announces them, and follows what the edges have read. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "schema", "edge", "jobs", "access", "database", "web"})
package dev.headrace.admin.projection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

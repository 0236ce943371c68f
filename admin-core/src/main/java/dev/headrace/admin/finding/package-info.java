/** Finds entries: lists, filters, search, usages. Every query is restricted to the entries that the actor may see. */
@NullMarked
@ApplicationModule(allowedDependencies = {"schema", "access", "database", "web"})
package dev.headrace.admin.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Finds entries: lists, filters, search, places of use. Every query contains what the actor may see. */
@NullMarked
@ApplicationModule(allowedDependencies = {"schema", "access", "web"})
package dev.headrace.admin.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What edges and their clients know of the model: the published model, and the description of the edge's API. */
@NullMarked
@ApplicationModule(allowedDependencies = {"schema", "web"})
package dev.headrace.admin.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

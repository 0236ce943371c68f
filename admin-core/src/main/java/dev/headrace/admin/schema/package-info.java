/** The model: types of content, their fields and values, and how the model changes without losing values. */
@NullMarked
@ApplicationModule(allowedDependencies = {"jobs", "access", "activity", "web"})
package dev.headrace.admin.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The model: content types, their fields and values, and model changes that do not lose values. */
@NullMarked
@ApplicationModule(allowedDependencies = {"jobs", "access", "activity", "web", "settings"})
package dev.headrace.admin.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

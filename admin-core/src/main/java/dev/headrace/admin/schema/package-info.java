/** The model: types of content, their fields, and how the model changes without losing values. */
@NullMarked
@ApplicationModule(allowedDependencies = {"web", "staff", "audit"})
package dev.headrace.admin.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

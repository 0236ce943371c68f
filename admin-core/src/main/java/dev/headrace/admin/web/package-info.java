/** Shared by all pages and API calls: errors, layout, menu, request ids. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "settings"})
package dev.headrace.admin.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What all pages and calls share: errors, layout. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

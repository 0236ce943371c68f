/** What all packages with statements of their own share. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Migrates the database at the start, and loads the statements of all packages that have some. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

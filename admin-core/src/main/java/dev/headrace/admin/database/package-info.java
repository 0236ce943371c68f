/** Migrates the database at the start, loads the statements of all packages that have some, and raises sequences of versions. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

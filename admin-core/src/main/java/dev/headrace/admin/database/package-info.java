/** Database migrations, SQL resource files and version sequences. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

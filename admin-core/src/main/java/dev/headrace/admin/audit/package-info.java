/** Who did what, and when. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.headrace.admin.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

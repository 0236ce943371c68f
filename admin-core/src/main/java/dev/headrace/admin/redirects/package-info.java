/** A table of redirects of the site's own paths, which staff edit and import, and edges serve. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publishing", "redis", "access", "activity", "background", "web"})
package dev.headrace.admin.redirects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

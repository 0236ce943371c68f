/** From a draft to bytes at the edge: publications, projection into Redis, receipts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"content", "schema", "edge", "web", "staff", "audit"})
package dev.headrace.admin.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

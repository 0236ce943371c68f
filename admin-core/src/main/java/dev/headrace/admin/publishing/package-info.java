/** What readers get: publications of variants, the marks of documents that must be rendered, and receipts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"content", "schema", "access", "activity", "database", "web"})
package dev.headrace.admin.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

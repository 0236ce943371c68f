/** Publications of variants, marks of documents to render, and receipts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"content", "schema", "access", "activity", "database", "web", "settings"})
package dev.headrace.admin.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

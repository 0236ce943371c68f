/** Entries in locales: drafts, revisions, references, unique values, and the way to the trash and out of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"finding", "schema", "jobs", "access", "activity", "web", "settings"})
package dev.headrace.admin.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

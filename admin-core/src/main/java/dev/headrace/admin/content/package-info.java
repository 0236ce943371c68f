/** Entries in locales: drafts, revisions, references, unique values, trashing and purging. */
@NullMarked
@ApplicationModule(allowedDependencies = {"finding", "schema", "jobs", "access", "activity", "web", "settings"})
package dev.headrace.admin.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

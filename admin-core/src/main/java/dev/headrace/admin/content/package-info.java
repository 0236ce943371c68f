/** Entries: drafts, revisions, references and validation against the model. */
@NullMarked
@ApplicationModule(allowedDependencies = {"finding", "schema", "access", "activity", "web"})
package dev.headrace.admin.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

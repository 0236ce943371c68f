/** Entries: what staff write. Drafts, revisions, references and the checks that the model asks for. */
@NullMarked
@ApplicationModule(allowedDependencies = {"finding", "schema", "access", "activity", "web"})
package dev.headrace.admin.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

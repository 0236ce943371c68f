/** Entries: what staff write. Drafts, revisions, references and the checks that the model asks for. */
@NullMarked
@ApplicationModule(allowedDependencies = {"schema", "web", "staff", "audit"})
package dev.headrace.admin.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

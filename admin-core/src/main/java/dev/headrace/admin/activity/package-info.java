/** What happened: one append-only table of who changed what. Audit, dashboard and later notifications read it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "web"})
package dev.headrace.admin.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

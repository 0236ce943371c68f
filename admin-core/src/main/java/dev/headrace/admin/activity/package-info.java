/** The activity log: one append-only table of who changed what, read by the audit API and the dashboard. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "database", "web"})
package dev.headrace.admin.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

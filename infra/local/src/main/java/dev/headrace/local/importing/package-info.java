/** Sends a folder of Markdown files to the core and reports their outcomes. */
@NullMarked
package dev.headrace.local.importing;

import org.jspecify.annotations.NullMarked;

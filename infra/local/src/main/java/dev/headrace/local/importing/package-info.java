/** Sends a folder of Markdown files to the core and reports what became of them. */
@NullMarked
package dev.headrace.local.importing;

import org.jspecify.annotations.NullMarked;

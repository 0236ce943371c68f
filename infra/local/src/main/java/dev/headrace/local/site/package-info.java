/** The server of the sample site, whose files are in {@code infra/local/site}. */
@NullMarked
package dev.headrace.local.site;

import org.jspecify.annotations.NullMarked;

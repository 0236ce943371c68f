/** The table of redirects of the site's own paths. */
@NullMarked
package dev.headrace.edge.redirects;

import org.jspecify.annotations.NullMarked;

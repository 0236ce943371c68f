/** A browser for tests. */
@NullMarked
package dev.headrace.local.browser;

import org.jspecify.annotations.NullMarked;

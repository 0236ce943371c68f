/** A client of the core's public API. */
@NullMarked
package dev.headrace.local.core;

import org.jspecify.annotations.NullMarked;

/** The core's public API as the command line uses it. */
@NullMarked
package dev.headrace.local.core;

import org.jspecify.annotations.NullMarked;

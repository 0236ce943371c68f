/** Tokens of end users for the edge and of staff for the core. */
@NullMarked
package dev.headrace.local.token;

import org.jspecify.annotations.NullMarked;

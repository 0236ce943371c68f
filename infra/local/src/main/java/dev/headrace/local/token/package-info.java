/** Tokens for people at the edge and for staff at the core. */
@NullMarked
package dev.headrace.local.token;

import org.jspecify.annotations.NullMarked;

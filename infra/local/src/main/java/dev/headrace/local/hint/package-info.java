/** Guesses what somebody meant who misspelt a name. */
@NullMarked
package dev.headrace.local.hint;

import org.jspecify.annotations.NullMarked;

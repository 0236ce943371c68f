/** Conditions for rules about the architecture that the rule library does not have. */
@NullMarked
package dev.headrace.testkit.rules;

import org.jspecify.annotations.NullMarked;

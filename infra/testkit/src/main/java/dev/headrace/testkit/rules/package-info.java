/** Architecture rules and conditions that ArchUnit does not have. */
@NullMarked
package dev.headrace.testkit.rules;

import org.jspecify.annotations.NullMarked;

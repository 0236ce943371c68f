/** The model under version control: snapshot, diff and apply. */
@NullMarked
package dev.headrace.local.schema;

import org.jspecify.annotations.NullMarked;

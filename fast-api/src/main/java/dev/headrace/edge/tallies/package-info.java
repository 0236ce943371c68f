/** What users have done to documents, as numbers. */
@NullMarked
package dev.headrace.edge.tallies;

import org.jspecify.annotations.NullMarked;

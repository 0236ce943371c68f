/** Bodies of responses and their compressed forms. */
@NullMarked
package dev.headrace.edge.body;

import org.jspecify.annotations.NullMarked;

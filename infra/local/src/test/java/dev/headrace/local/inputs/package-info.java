/** Tables of odd inputs and their right answers, and what sends them to a running system. */
@NullMarked
package dev.headrace.local.inputs;

import org.jspecify.annotations.NullMarked;

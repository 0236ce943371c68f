/**
 * The command line that {@code ./headrace} runs.
 *
 * <p>{@code up} runs the whole system on this machine; the other commands talk to that system from processes of their
 * own, by what it remembers in its data folder and by the core's public API.
 */
@NullMarked
package dev.headrace.local;

import org.jspecify.annotations.NullMarked;

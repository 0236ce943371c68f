/**
 * The command line behind {@code ./headrace}.
 *
 * <p>{@code up} runs the whole system on this machine. The other commands are separate processes that talk to it through
 * the core's public API, with ports and credentials from its data folder.
 */
@NullMarked
package dev.headrace.local;

import org.jspecify.annotations.NullMarked;

/**
 * The contract between the two tiers: what they exchange through Redis and SQS.
 *
 * <p>Both tiers depend on this package and never on each other. It depends only on the JDK, Jackson and ICU. The wire
 * formats are pinned by golden files in this module's tests: breaking one breaks running systems during an upgrade.
 */
@NullMarked
package dev.headrace.model;

import org.jspecify.annotations.NullMarked;

/**
 * The contract between the two tiers: what they write for each other into Redis and SQS, and nothing else.
 *
 * <p>Both tiers depend on this package and never on one another. It needs the JDK and Jackson only. The wire forms are
 * pinned by golden files in this module's tests: a change that breaks one breaks running systems during an upgrade.
 */
@NullMarked
package dev.headrace.model;

import org.jspecify.annotations.NullMarked;

/** Reactions of users to documents. */
@NullMarked
package dev.headrace.admin.interactions.reactions;

import org.jspecify.annotations.NullMarked;

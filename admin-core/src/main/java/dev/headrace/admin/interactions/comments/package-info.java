/** Comments of users on documents. */
@NullMarked
package dev.headrace.admin.interactions.comments;

import org.jspecify.annotations.NullMarked;

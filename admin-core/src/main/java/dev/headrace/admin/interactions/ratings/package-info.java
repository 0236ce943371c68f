/** Ratings of documents by users. */
@NullMarked
package dev.headrace.admin.interactions.ratings;

import org.jspecify.annotations.NullMarked;

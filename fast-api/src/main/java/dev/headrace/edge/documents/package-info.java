/** Published documents by id and slug, with or without their tallies. */
@NullMarked
package dev.headrace.edge.documents;

import org.jspecify.annotations.NullMarked;

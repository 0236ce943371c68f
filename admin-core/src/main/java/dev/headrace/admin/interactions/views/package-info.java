/** Views of documents. */
@NullMarked
package dev.headrace.admin.interactions.views;

import org.jspecify.annotations.NullMarked;

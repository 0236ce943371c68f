/** The core: staff model, edit and publish content; workers process the interactions the edge accepted. */
@NullMarked
package dev.headrace.admin;

import org.jspecify.annotations.NullMarked;

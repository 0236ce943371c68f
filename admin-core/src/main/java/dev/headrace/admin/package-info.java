/** The boring core: staff model, edit and publish content; workers settle what the edge accepted. */
@NullMarked
package dev.headrace.admin;

import org.jspecify.annotations.NullMarked;

/** Generated clients, compiled and used. */
@NullMarked
package dev.headrace.local.client;

import org.jspecify.annotations.NullMarked;

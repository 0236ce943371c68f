/** {@code client}: sources of clients. */
@NullMarked
package dev.headrace.local.client;

import org.jspecify.annotations.NullMarked;

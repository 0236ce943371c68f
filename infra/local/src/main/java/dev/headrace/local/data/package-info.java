/** The data folder of a local system: ports, keys and tokens. */
@NullMarked
package dev.headrace.local.data;

import org.jspecify.annotations.NullMarked;

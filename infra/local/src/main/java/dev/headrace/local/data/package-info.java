/** What a local system keeps in its data folder beside its services' own data: ports, keys and tokens. */
@NullMarked
package dev.headrace.local.data;

import org.jspecify.annotations.NullMarked;

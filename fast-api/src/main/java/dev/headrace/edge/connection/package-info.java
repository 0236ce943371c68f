/** What a client may do with a connection: limits on their number, deadlines, and a check of the framing of requests. */
@NullMarked
package dev.headrace.edge.connection;

import org.jspecify.annotations.NullMarked;

/** The HTTP side of the edge: server, pipeline, routes, strict queries and errors. Features add endpoints to it. */
@NullMarked
package dev.headrace.edge.http;

import org.jspecify.annotations.NullMarked;

/** HTTP server, handler pipeline, routes, strict query parameters and errors. */
@NullMarked
package dev.headrace.edge.http;

import org.jspecify.annotations.NullMarked;

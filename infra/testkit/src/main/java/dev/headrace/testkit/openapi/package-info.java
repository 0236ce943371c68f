/** Checks of OpenAPI descriptions, and of JSON that they describe. */
@NullMarked
package dev.headrace.testkit.openapi;

import org.jspecify.annotations.NullMarked;

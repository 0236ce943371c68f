/** Authentication: verifies the JSON Web Tokens of users. */
@NullMarked
package dev.headrace.edge.auth;

import org.jspecify.annotations.NullMarked;

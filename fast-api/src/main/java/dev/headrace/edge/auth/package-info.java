/** Who a request comes from: verifies users' JSON Web Tokens. */
@NullMarked
package dev.headrace.edge.auth;

import org.jspecify.annotations.NullMarked;

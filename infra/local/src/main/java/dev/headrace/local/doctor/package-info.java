/** Checks the machine and the servers of a running system. */
@NullMarked
package dev.headrace.local.doctor;

import org.jspecify.annotations.NullMarked;

package dev.headrace.admin.interactions;

import org.springframework.core.NestedExceptionUtils;

/** Not even a dead event can be stored, so the database is at fault and not the event: for example, tables are missing. */
final class DatabaseUnusableException extends RuntimeException {

    DatabaseUnusableException(RuntimeException cause) {
        super(String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()), cause);
    }
}

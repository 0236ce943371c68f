package dev.headrace.queue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A client has broken off its request. */
final class IncompleteBodyException extends IOException {

    IncompleteBodyException(@Nullable IOException cause) {
        super("The client has not sent the whole body", cause);
    }
}

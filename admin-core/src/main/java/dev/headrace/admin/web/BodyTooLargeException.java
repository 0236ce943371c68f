package dev.headrace.admin.web;

import java.io.IOException;

/** A body that announced no length turned out to be larger than it may be. Answered as {@code 413}. */
public final class BodyTooLargeException extends IOException {

    public BodyTooLargeException(String message) {
        super(message);
    }
}
